namespace OceanML.Learning;

/// <summary>One network of an ensemble and how its training went.</summary>
/// <param name="Network">The network, with the weights of the epoch that was kept.</param>
/// <param name="KeptEpoch">That epoch, counted from 1; see <see cref="NetworkOptions.Tolerance"/>.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="HeldOutError">Root mean square error of the held-out groups at that epoch, in standard deviations of the targets; NaN where none were held out.</param>
public sealed record TrainedMember(Network Network, int KeptEpoch, int Epochs, double HeldOutError);
