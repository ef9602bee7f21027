using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>
/// A selection applied to the columns of an index, one criterion after the other. The first one that a profile fails is the reason of its
/// refusal; each knows which columns it needs, so that a cache reads no others.
/// </summary>
internal sealed class GdacFilter
{
    private readonly List<string> reasons = [];
    private readonly List<Action<GdacLines, byte[]>> criteria = [];
    private readonly GdacSelection selection;
    private readonly GdacNames names;
    private readonly GdacIndexKind kind;
    private readonly List<byte> originRefusals = [];
    private readonly List<byte> contentRefusals = [];
    private byte[] refusals = [];

    /// <summary>Prepares a selection.</summary>
    /// <param name="selection">What is wanted.</param>
    /// <param name="names">The origins and contents of the lines; it may grow meanwhile.</param>
    /// <param name="kind">What the files hold.</param>
    public GdacFilter(GdacSelection selection, GdacNames names, GdacIndexKind kind)
    {
        (this.selection, this.names, this.kind) = (selection, names, kind);
        if (selection.Platforms is { Count: > 0 } platforms) AddPlatforms([.. platforms.Select(ParsePlatform)]);
        if (selection.Dacs is { Count: > 0 } || selection.Direction is not null || (kind == GdacIndexKind.Core && HasModes)) AddOrigins();
        if (selection.Cycles is { Count: > 0 } cycles) Add(GdacColumn.Cycle, "other_cycle", (lines, row) => cycles.Any(range => range.Holds(lines.Cycles[row])));
        if (selection.Start is not null || selection.End is not null) AddPeriod(selection.Start ?? long.MinValue, selection.End ?? long.MaxValue);
        if (selection.Box is not null || selection.Polygon is not null || selection.Near is not null) AddPlaces();
        if (kind != GdacIndexKind.Core && (selection.Parameters is { Count: > 0 } || HasModes)) AddContents();
    }

    /// <summary>The columns that the criteria look at.</summary>
    public GdacColumn Columns { get; private set; }

    /// <summary>Number of profiles refused, by reason.</summary>
    public SortedDictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    private bool HasModes => !string.IsNullOrEmpty(selection.DataModes);

    /// <summary>The rows of lines that are wanted, in order; the others are counted.</summary>
    public IEnumerable<int> Apply(GdacLines lines)
    {
        if (refusals.Length < lines.Count) refusals = new byte[lines.Count];
        Array.Clear(refusals, 0, lines.Count);
        foreach (var criterion in criteria) criterion(lines, refusals);
        Span<int> counts = stackalloc int[reasons.Count + 1];
        foreach (var refusal in refusals.AsSpan(0, lines.Count)) counts[refusal]++;
        for (var i = 0; i < reasons.Count; i++)
        {
            if (counts[i + 1] > 0) Refused[reasons[i]] = Refused.GetValueOrDefault(reasons[i]) + counts[i + 1];
        }

        if (counts[0] == 0) return [];
        var wanted = new int[counts[0]];
        var place = 0;
        for (var row = 0; row < lines.Count; row++)
        {
            if (refusals[row] == 0) wanted[place++] = row;
        }

        return wanted;
    }

    private byte Reason(string reason)
    {
        if (!reasons.Contains(reason)) reasons.Add(reason);
        return (byte)(reasons.IndexOf(reason) + 1);
    }

    private void Add(GdacColumn column, string reason, Func<GdacLines, int, bool> isWanted)
    {
        Columns |= column;
        var refusal = Reason(reason);
        criteria.Add((lines, refused) =>
        {
            for (var row = 0; row < lines.Count; row++)
            {
                if (refused[row] == 0 && !isWanted(lines, row)) refused[row] = refusal;
            }
        });
    }

    private void AddPlatforms(HashSet<int> platforms)
    {
        Columns |= GdacColumn.Platform;
        var refusal = Reason("other_platform");
        criteria.Add((lines, refused) =>
        {
            // The profiles of a float follow each other.
            var (last, isWanted) = (-1, false);
            for (var row = 0; row < lines.Count; row++)
            {
                if (lines.Platforms[row] != last) (last, isWanted) = (lines.Platforms[row], platforms.Contains(lines.Platforms[row]));
                if (!isWanted) refused[row] = refusal;
            }
        });
    }

    private void AddPeriod(long start, long end)
    {
        Columns |= GdacColumn.Time;
        var (none, outside) = (Reason("no_time"), Reason("outside_period"));
        criteria.Add((lines, refused) =>
        {
            var times = lines.Times;
            for (var row = 0; row < lines.Count; row++)
            {
                if (refused[row] != 0) continue;
                if (times[row] == Timestamp.Missing) refused[row] = none;
                else if (times[row] < start || times[row] > end) refused[row] = outside;
            }
        });
    }

    private void AddPlaces()
    {
        Columns |= GdacColumn.Place;
        var none = Reason("no_position");
        var (outsideBox, outsidePolygon, tooFar) = (Reason("outside_box"), Reason("outside_polygon"), Reason("too_far"));
        var (box, polygon, near) = (selection.Box, selection.Polygon, selection.Near);
        criteria.Add((lines, refused) =>
        {
            for (var row = 0; row < lines.Count; row++)
            {
                if (refused[row] != 0) continue;
                var (latitude, longitude) = (lines.Latitudes[row], lines.Longitudes[row]);
                if (double.IsNaN(latitude + longitude)) refused[row] = none;
                else if (box is not null && !box.Contains(latitude, longitude)) refused[row] = outsideBox;
                else if (polygon is not null && !polygon.Contains(latitude, longitude)) refused[row] = outsidePolygon;
                else if (near is not null && !near.Contains(latitude, longitude)) refused[row] = tooFar;
            }
        });
    }

    private void AddOrigins()
    {
        Columns |= GdacColumn.Origin;
        var (otherDac, otherDirection, otherMode) = (Reason("other_dac"), Reason("other_direction"), Reason("other_data_mode"));
        criteria.Add((lines, refused) =>
        {
            for (var i = originRefusals.Count; i < names.Origins.Count; i++)
            {
                var origin = names.Origins[i];
                originRefusals.Add(
                    selection.Dacs is { Count: > 0 } dacs && !dacs.Contains(origin.Dac, StringComparer.OrdinalIgnoreCase) ? otherDac
                    : selection.Direction is { } direction && (direction == 'D') != origin.IsDescending ? otherDirection
                    : kind == GdacIndexKind.Core && !selection.IsFileModeWanted(origin.FileMode) ? otherMode
                    : (byte)0);
            }

            for (var row = 0; row < lines.Count; row++)
            {
                if (refused[row] == 0) refused[row] = originRefusals[lines.Origins[row]];
            }
        });
    }

    private void AddContents()
    {
        Columns |= GdacColumn.Content;
        var (otherParameters, otherMode) = (Reason("other_parameters"), Reason("other_data_mode"));
        criteria.Add((lines, refused) =>
        {
            for (var i = contentRefusals.Count; i < names.Contents.Count; i++)
            {
                var (has, inMode) = selection.Look(names.Contents[i]);
                contentRefusals.Add(!has ? otherParameters : !inMode ? otherMode : (byte)0);
            }

            for (var row = 0; row < lines.Count; row++)
            {
                if (refused[row] == 0) refused[row] = contentRefusals[lines.Contents[row]];
            }
        });
    }

    private static int ParsePlatform(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var platform)
            ? platform
            : throw OceanException.Usage($"'{text}' is not a float; --platforms wants WMO numbers, e.g. 6903247");
}
