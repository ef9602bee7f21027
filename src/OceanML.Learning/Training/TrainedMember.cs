namespace OceanML.Learning;

/// <summary>One network of an ensemble and how its training went.</summary>
/// <param name="Network">The network, with the weights of its best epoch.</param>
/// <param name="BestEpoch">The epoch, counted from 1, with the smallest held-out loss.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="HeldOutError">Root mean square error of the held-out groups at that epoch, in standard deviations of the targets; NaN where none were held out.</param>
public sealed record TrainedMember(Network Network, int BestEpoch, int Epochs, double HeldOutError);
