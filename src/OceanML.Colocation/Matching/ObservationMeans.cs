using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Averages several observations into the one row of their matchup.</summary>
internal static class ObservationMeans
{
    /// <summary>The observations of matchups, each the mean of those that were averaged into it.</summary>
    /// <remarks>
    /// Numbers and times are averaged without missing values, longitudes the short way round; beside each number <c>v</c> stands its sample standard deviation
    /// <c>v_sd</c>. Texts and whole numbers (flags, cycles, identifiers) are kept where all agree. The column <c>observations_averaged</c> counts.
    /// </remarks>
    /// <param name="matchups">The matchups.</param>
    /// <param name="take">All columns of some observations.</param>
    public static Table Of(IReadOnlyList<Candidate> matchups, Func<IReadOnlyList<long>, Table> take)
    {
        var members = matchups.Select(matchup => matchup.Averaged.Count > 0 ? matchup.Averaged : [matchup.Observation]).ToList();
        var firsts = new int[members.Count + 1];
        for (var i = 0; i < members.Count; i++) firsts[i + 1] = firsts[i] + members[i].Count;
        var all = take([.. members.SelectMany(group => group)]);
        var columns = new List<Column>();
        foreach (var column in all.Columns)
        {
            columns.Add(column switch
            {
                NumberColumn { Kind: not NumberKind.Float64 } whole => new NumberColumn(
                    column.Name, PerGroup(firsts, (from, to) => SameNumber(whole.Values[from..to])), column.Metadata, whole.Kind),
                NumberColumn numbers => new NumberColumn(
                    column.Name, PerGroup(firsts, (from, to) => column.Name == "longitude" ? MeanLongitude(numbers.Values[from..to]) : Mean(numbers.Values[from..to])), column.Metadata),
                TimeColumn times => new TimeColumn(column.Name, PerGroup(firsts, (from, to) => MeanTime(times.Values[from..to])), column.Metadata),
                TextColumn texts => new TextColumn(column.Name, PerGroup(firsts, (from, to) => Same(texts.Values[from..to])), column.Metadata),
                _ => throw new ArgumentException("a column holds numbers, times or text", nameof(take)),
            });
            if (column is NumberColumn { Kind: NumberKind.Float64, Name: not ("latitude" or "longitude") } number && !all.Has(column.Name + "_sd"))
            {
                columns.Add(new NumberColumn(
                    column.Name + "_sd",
                    PerGroup(firsts, (from, to) => Deviation(number.Values[from..to])),
                    new ColumnMetadata(column.Metadata.Unit, LongName: $"sample standard deviation (n - 1) of the observations averaged, {column.Metadata.LongName ?? column.Name}")));
            }
        }

        columns.Add(new NumberColumn(
            "observations_averaged", PerGroup(firsts, (from, to) => (double)(to - from)), new ColumnMetadata("1", LongName: "number of observations averaged in this row"), NumberKind.Int64));
        return new Table(columns, all.Metadata);
    }

    /// <summary>The matchups with the mean time and position of their observations, and the distance from there to the pixel.</summary>
    /// <param name="matchups">The matchups.</param>
    /// <param name="means">What <see cref="Of"/> made of them.</param>
    public static IReadOnlyList<Candidate> Move(IReadOnlyList<Candidate> matchups, Table means)
    {
        var (latitudes, longitudes) = (means.Numbers("latitude"), means.Numbers("longitude"));
        var times = means.Find("time") is TimeColumn column ? column.Values : null;
        return [.. matchups.Select((matchup, i) => matchup.Averaged.Count == 0 ? matchup : matchup with
        {
            ObservationTime = times?[i] ?? matchup.ObservationTime,
            Position = (latitudes[i], longitudes[i]),
            Pixel = matchup.Pixel with { DistanceKm = Sphere.DistanceKm(latitudes[i], longitudes[i], matchup.Centre.Latitude, matchup.Centre.Longitude) },
        })];
    }

    private static T[] PerGroup<T>(int[] firsts, Func<int, int, T> value)
    {
        var values = new T[firsts.Length - 1];
        for (var i = 0; i < values.Length; i++) values[i] = value(firsts[i], firsts[i + 1]);
        return values;
    }

    private static double Mean(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private static double MeanLongitude(double[] values)
    {
        var first = Array.Find(values, double.IsFinite);
        return Sphere.NormalizeLongitude(first + Mean(Array.ConvertAll(values, value => Sphere.NormalizeLongitude(value - first))));
    }

    private static double Deviation(double[] values)
    {
        var known = values.Where(double.IsFinite).ToArray();
        if (known.Length < 2) return double.NaN;
        var mean = known.Average();
        return Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Length - 1));
    }

    private static long MeanTime(long[] times)
    {
        var known = times.Where(time => time != Timestamp.Missing).ToArray();
        return known.Length == 0 ? Timestamp.Missing : known[0] + (long)Math.Round(known.Average(time => (double)(time - known[0])));
    }

    private static double SameNumber(double[] values) => Array.TrueForAll(values, value => value.Equals(values[0])) ? values[0] : double.NaN;

    private static string? Same(string?[] texts) => Array.TrueForAll(texts, text => text == texts[0]) ? texts[0] : null;
}
