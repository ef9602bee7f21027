namespace OceanML.Core;

/// <summary>
/// A failure the user can act on. The message is one plain sentence: which file and variable, what is wrong,
/// and what would be right, with the available names where a name was not found.
/// </summary>
public sealed class OceanException : Exception
{
    /// <summary>Creates a failure with its exit code.</summary>
    public OceanException(ExitCode code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>The exit code the step ends with.</summary>
    public ExitCode Code { get; }

    /// <summary>
    /// Whether the file is whole and simply holds something else than observations: an index, a list of stations, a grid. Named by the user it
    /// is an error; found in a folder it is passed over and told.
    /// </summary>
    public bool HoldsNoObservations { get; private init; }

    /// <summary>The command line asks for something impossible.</summary>
    public static OceanException Usage(string message) => new(ExitCode.Usage, message);

    /// <summary>An input file cannot be used.</summary>
    public static OceanException BadInput(string message, Exception? cause = null) => new(ExitCode.BadInput, message, cause);

    /// <summary>An input file is whole and holds no observations, see <see cref="HoldsNoObservations"/>.</summary>
    public static OceanException NoObservations(string message) => new(ExitCode.BadInput, message) { HoldsNoObservations = true };

    /// <summary>Nothing was selected, matched or left after filtering.</summary>
    public static OceanException NothingSelected(string message) => new(ExitCode.NothingSelected, message);

    /// <summary>A data source, the network or the disk failed.</summary>
    public static OceanException Unreachable(string message, Exception? cause = null) => new(ExitCode.Source, message, cause);

    /// <summary>
    /// A name that does not exist, with the names that do, nearest first:
    /// <c>profile.nc: no variable 'CHL'; it has CHLA, CHLA_QC, PRES</c>.
    /// </summary>
    /// <param name="where">The file or table asked, as the user named it.</param>
    /// <param name="kind">What was looked for: variable, column, dimension…</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="available">The names that exist.</param>
    public static OceanException Missing(string where, string kind, string name, IEnumerable<string> available) =>
        BadInput(MissingText(where, kind, name, available));

    /// <summary>The sentence of <see cref="Missing"/>.</summary>
    public static string MissingText(string where, string kind, string name, IEnumerable<string> available)
    {
        var names = available.OrderBy(candidate => EditDistance(name, candidate)).ToList();
        const int shown = 40;
        var list = names.Count == 0 ? "it has none" : "it has " + string.Join(", ", names.Take(shown));
        if (names.Count > shown) list += $" and {names.Count - shown} more";
        return $"{where}: no {kind} '{name}'; {list}";
    }

    private static int EditDistance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + substitution);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
