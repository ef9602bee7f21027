namespace OceanML.Learning;

/// <summary>One evaluation of a tuning: the work of one thread.</summary>
/// <param name="Search">Which search: of an outer fold, or the last one, on all rows.</param>
/// <param name="Configuration">Number of the configuration.</param>
/// <param name="Share">Share of the full budget.</param>
/// <param name="IsJudging">Whether the outer fold is predicted, rather than the inner folds.</param>
public readonly record struct TuningJob(int Search, int Configuration, double Share, bool IsJudging)
{
    /// <summary>Number that stands for the settings the user would have without a search.</summary>
    public const int Defaults = -1;
}
