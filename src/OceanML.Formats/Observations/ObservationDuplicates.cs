using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>
/// Observations that come twice: the same platform, profile, time, position and level. The same profile in two files, and a row
/// repeated in a table, are found alike.
/// </summary>
public static class ObservationDuplicates
{
    private static readonly string[] Keys = ["platform", "profile", "time", "latitude", "longitude", "depth", "pressure", "sampling", "level", "wavelength"];

    /// <summary>The rows that repeat an earlier row, in order.</summary>
    /// <remarks>Positions are compared to 1e-5 degrees (about a metre) and times to the second: copies differ in rounding.</remarks>
    public static int[] Find(Table table)
    {
        var keys = Keys.Where(table.Has).Select(name => table[name]).ToList();
        if (keys.Count == 0) return [];
        var seen = new HashSet<Key>(table.RowCount);
        var duplicates = new List<int>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var parts = new object?[keys.Count];
            for (var i = 0; i < parts.Length; i++) parts[i] = Part(keys[i], row);
            if (!seen.Add(new Key(parts))) duplicates.Add(row);
        }

        return [.. duplicates];
    }

    /// <summary>The table without the rows that repeat an earlier one.</summary>
    public static Table Without(Table table)
    {
        var duplicates = Find(table).ToHashSet();
        return duplicates.Count == 0 ? table : table.Where(row => !duplicates.Contains(row));
    }

    private static object? Part(Column column, int row) => column switch
    {
        _ when column.IsMissing(row) => null,
        TextColumn text => text.Values[row],
        TimeColumn time => Math.Round(time.Values[row] / (double)Timestamp.PerSecond),
        NumberColumn { Name: "longitude" } number => Math.Round((number.Values[row] % 360 + 360) % 360 * 1e5),
        NumberColumn { Name: "latitude" } number => Math.Round(number.Values[row] * 1e5),
        _ => Math.Round(((NumberColumn)column).Values[row] * 1e3),
    };

    private readonly struct Key(object?[] parts) : IEquatable<Key>
    {
        private readonly object?[] parts = parts;

        public bool Equals(Key other) => parts.AsSpan().SequenceEqual(other.parts);

        public override bool Equals(object? other) => other is Key key && Equals(key);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var part in parts) hash.Add(part);
            return hash.ToHashCode();
        }
    }
}
