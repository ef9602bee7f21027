namespace OceanML.Validation;

/// <summary>The scores of one configuration (model, settings) in each fold.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Folds">Score of each fold; NaN where it failed.</param>
public sealed record ConfigurationScores(string Name, IReadOnlyList<double> Folds)
{
    /// <summary>Mean over the folds that have a score.</summary>
    public double Mean => Known.DefaultIfEmpty(double.NaN).Average();

    /// <summary>Sample standard deviation over them.</summary>
    public double Deviation
    {
        get
        {
            double[] known = [.. Known];
            if (known.Length < 2) return double.NaN;
            var mean = known.Average();
            return Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Length - 1));
        }
    }

    private IEnumerable<double> Known => Folds.Where(double.IsFinite);
}
