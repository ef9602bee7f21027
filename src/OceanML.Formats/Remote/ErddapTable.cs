using OceanML.Core;
using OceanML.Formats.Observations;

namespace OceanML.Formats.Remote;

/// <summary>Observations from a table of an ERDDAP server.</summary>
public static class ErddapTable
{
    // Shorter than an hour, more data in it than a server gives is not a matter of time.
    private const long ShortestPeriod = 3600 * Timestamp.PerSecond;
    // Two hundred years in periods of an hour.
    private const int MostHalvings = 21;

    /// <summary>Fetches the rows selected, in pieces of time where the server says that it is too much at once.</summary>
    /// <param name="client">The dataset.</param>
    /// <param name="info">What the server says of it.</param>
    /// <param name="selection">What is wanted.</param>
    /// <param name="log">Takes a line on each request that is split.</param>
    /// <returns>The observations in the order of the server, with the account of the rows.</returns>
    /// <exception cref="OceanException">Nothing fits the selection, a name does not exist, or the server fails.</exception>
    public static ObservationSet Read(ErddapClient client, ErddapInfo info, ErddapSelection selection, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(info);
        var query = new ErddapTableQuery(client.Address, info, selection);
        var pieces = new List<ObservationSet>();
        Fetch(selection.Start, selection.End, endIncluded: true, depth: 0);
        if (pieces.Count == 0) throw OceanException.NothingSelected($"{client.Address.Text}: the server has no row that fits; it covers {Coverage(info)}");
        return Together(pieces);

        void Fetch(long? start, long? end, bool endIncluded, int depth)
        {
            var here = new List<ObservationSet>();
            foreach (var part in query.Of(start, end, endIncluded))
            {
                var (reply, path) = client.Fetch(part);
                if (reply == ErddapReply.Here) here.Add(ReadFile(path));
                if (reply != ErddapReply.TooMuch) continue;

                // What came of this period comes again with its halves.
                Split(start, end, endIncluded, depth);
                return;
            }

            pieces.AddRange(here);
        }

        void Split(long? start, long? end, bool endIncluded, int depth)
        {
            if ((start ?? info.Times?.First) is not { } first || (end ?? info.Times?.Last) is not { } last || last - first < ShortestPeriod || depth >= MostHalvings)
                throw OceanException.Unreachable($"{client.Address.Text}: the server says that this is too much data at once; ask for less with --start, --end, --box or --variables");
            var middle = first + ((last - first) / 2 / Timestamp.PerSecond * Timestamp.PerSecond);
            log($"too much for the server at once: asked in two parts, before and from {Timestamp.Format(middle)}");
            Fetch(start, middle, endIncluded: false, depth + 1);
            Fetch(middle, end, endIncluded, depth + 1);
        }
    }

    /// <summary>Where and when a dataset lies, as the server says.</summary>
    public static string Coverage(ErddapInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var parts = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)["longitude", "latitude", "depth", "altitude"])
        {
            if (info.Find(name)?.ActualRange is var (low, high)) parts.Add(FormattableString.Invariant($"{name} {low:0.###}..{high:0.###}"));
        }

        if (info.Times is var (first, last)) parts.Add($"{Timestamp.Format(first)} to {Timestamp.Format(last)}");
        return parts.Count > 0 ? string.Join(", ", parts) : "what it does not say";
    }

    private static ObservationSet ReadFile(string path)
    {
        var set = ObservationFile.Read(path, ObservationOptions.Default);
        File.Delete(path);
        return set;
    }

    internal static ObservationSet Together(List<ObservationSet> pieces)
    {
        if (pieces.Count == 1) return pieces[0];
        var rejected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in pieces.SelectMany(piece => piece.Rejected)) rejected[reason] = rejected.GetValueOrDefault(reason) + count;
        var table = Table.Concatenate([.. pieces.Select(piece => piece.Table)]);
        return pieces[0] with
        {
            Table = table,
            RowsRead = pieces.Sum(piece => piece.RowsRead),
            Rejected = rejected,
            Duplicates = ObservationDuplicates.Find(table).Length,
            Warnings = [.. pieces.SelectMany(piece => piece.Warnings).Distinct()],
            RejectedValues = Sum(pieces.SelectMany(piece => piece.RejectedValues)),
            ValuesOfRejectedRows = Sum(pieces.SelectMany(piece => piece.ValuesOfRejectedRows)),
            NotRead = [.. pieces.SelectMany(piece => piece.NotRead).Distinct()],
        };
    }

    private static List<RejectedValues> Sum(IEnumerable<RejectedValues> parts) =>
        [.. parts.GroupBy(part => (part.Variable, part.Reason)).Select(group => new RejectedValues(group.Key.Variable, group.Key.Reason, group.Sum(part => part.Count)))];
}
