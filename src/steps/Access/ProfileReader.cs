using OceanML.Core;
using OceanML.Formats.Observations;

namespace OceanML.Steps;

/// <summary>Reads profiles from files; one that holds many is read once.</summary>
internal sealed class ProfileReader(ProfileSourceChoice source, ArgoOptions argo)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private string lastPath = "";
    private Table? last;

    /// <summary>Levels without any value of the variables read.</summary>
    public int EmptyLevels { get; private set; }

    /// <summary>Flags that are none of Argo's scheme.</summary>
    public int ForeignFlags { get; private set; }

    /// <summary>The rows of one profile in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="whole">Number of rows in the file.</param>
    /// <exception cref="OceanException">The file cannot be read, or holds no Argo profiles.</exception>
    public Table Read(string path, string profile, out int whole)
    {
        var table = path == lastPath && last is not null ? last : ReadWhole(path, argo);
        (lastPath, last) = (path, table);
        whole = table.RowCount;
        if (whole == 0) return table;
        var names = table.Texts("profile");
        return Array.TrueForAll(names, name => name == profile) ? table : table.Where(row => names[row] == profile);
    }

    /// <summary>All rows of a file.</summary>
    /// <exception cref="OceanException">The file cannot be read, or holds no Argo profiles.</exception>
    public Table ReadWhole(string path, ArgoOptions options)
    {
        var reading = ArgoFile.Read(source.Lasting(path), options) ?? throw OceanException.BadInput($"{path}: is not an Argo profile file");
        if (read.Add(path))
        {
            EmptyLevels += reading.EmptyLevels;
            ForeignFlags += reading.ForeignFlags;
        }

        return reading.Table;
    }

    /// <summary>The rows with a usable time and position; where there is none, why.</summary>
    /// <param name="table">Rows of a profile.</param>
    /// <param name="fate">Set where no row remains: <c>time_flag</c>, <c>no_time</c>, <c>position_flag</c>, <c>no_position</c>.</param>
    public static Table Placed(Table table, ref string fate)
    {
        var (times, latitudes, longitudes) = (table.Times("time"), table.Numbers("latitude"), table.Numbers("longitude"));
        bool IsPlaced(int row) => times[row] != Timestamp.Missing && double.IsFinite(latitudes[row] + longitudes[row]);
        var unplaced = Enumerable.Range(0, table.RowCount).FirstOrDefault(row => !IsPlaced(row), -1);
        if (unplaced < 0) return table;
        var column = times[unplaced] == Timestamp.Missing ? "time" : "position";
        var flag = table.Find(column + "_qc") is TextColumn flags ? flags.Values[unplaced] : null;
        fate = FlagScheme.Argo.IsGood(flag) ? $"no_{column}" : $"{column}_flag";
        return table.Where(IsPlaced);
    }
}
