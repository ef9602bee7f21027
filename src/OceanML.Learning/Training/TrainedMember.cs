namespace OceanML.Learning;

/// <summary>One network of an ensemble and how its training went.</summary>
/// <param name="Network">The network, with the weights of the epoch that was kept; the means of their distribution where they have one.</param>
/// <param name="KeptEpoch">That epoch, counted from 1; see <see cref="NetworkOptions.Tolerance"/>.</param>
/// <param name="Epochs">Epochs run.</param>
/// <param name="HeldOutError">
/// What was watched on the held-out groups at that epoch: root mean square error in standard deviations of the targets, or the mean loss of quantiles
/// or classes; NaN where no group was held out.
/// </param>
public sealed record TrainedMember(Network Network, int KeptEpoch, int Epochs, double HeldOutError)
{
    /// <summary>The distribution of the weights, where one was learned.</summary>
    public WeightPosterior? Posterior { get; init; }

    /// <summary>Mean squared error of each target on the held-out groups (on the rows learned from where none were), in squared standard deviations.</summary>
    public IReadOnlyList<double> Residuals { get; init; } = [];
}
