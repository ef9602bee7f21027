namespace OceanML.Validation;

/// <summary>One predictive distribution per row: what a model says of a value before it is measured.</summary>
public abstract class PredictiveSet
{
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>How the distributions are stated, e.g. <c>normal</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it says nearly all of the distribution, so that PIT and CRPS mean what they say.</summary>
    public virtual bool IsDense => true;

    /// <summary>Whether the distribution of a row is complete.</summary>
    public abstract bool IsKnown(int row);

    /// <summary>
    /// Continuous ranked probability score of a row (Matheson and Winkler 1976, doi:10.1287/mnsc.22.10.1087): the mean absolute error of a whole
    /// distribution, in the unit of the value; smaller is better.
    /// </summary>
    public abstract double Crps(int row, double observed);

    /// <summary>Probability that the row's distribution gives to values below the observed one; uniform over rows where the model is calibrated.</summary>
    public abstract double Pit(int row, double observed);

    /// <summary>The value below which a share of the row's distribution lies; NaN where the distribution does not say.</summary>
    public abstract double Quantile(int row, double level);

    /// <summary>One number for how wide the row's distribution is, in the unit of the value: its standard deviation where it has one.</summary>
    public abstract double Spread(int row);

    /// <summary>The distributions of some rows.</summary>
    public abstract PredictiveSet Take(IReadOnlyList<int> rows);
}
