using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// The flags that stand in a table before the tests. While tests run they are Argo's; what Argo has no word for (nominal, below quantification, a
/// character outside the scheme, 9 on a value that is there) is held: it counts as untested, never becomes good, and is written again as it stood
/// unless a test raises it.
/// </summary>
internal sealed class StandingFlags
{
    private readonly TextColumn source;
    private readonly FlagScheme scheme;
    private readonly Dictionary<(string Flag, FlagScheme Target), string> written = [];

    /// <param name="name">Name of the column, for warnings.</param>
    /// <param name="source">The column.</param>
    /// <param name="isPresent">Whether a row has a value.</param>
    /// <param name="warnings">Receives what is not understood.</param>
    public StandingFlags(string name, TextColumn source, Func<int, bool> isPresent, List<string> warnings)
    {
        (this.source, scheme) = (source, FlagScheme.Of(source));
        var conversion = scheme.ConvertTo(FlagScheme.Argo);
        Flags = new char[source.Length];
        IsHeld = new bool[source.Length];
        var (unknown, missing) = (new SortedDictionary<string, int>(StringComparer.Ordinal), 0);
        for (var row = 0; row < Flags.Length; row++)
        {
            Flags[row] = ArgoFlag.NotTested;
            if (source.Values[row] is not { } text || string.IsNullOrWhiteSpace(text)) continue;
            if (text.Length != 1 || !conversion.Flags.TryGetValue(text[0], out var flag))
            {
                unknown[text] = unknown.GetValueOrDefault(text) + 1;
                IsHeld[row] = true;
            }
            else if (flag == ArgoFlag.Missing)
            {
                if (!isPresent(row)) continue;
                missing++;
                IsHeld[row] = true;
            }
            else
            {
                Flags[row] = flag;
                IsHeld[row] = flag == ArgoFlag.NotTested && scheme.MeaningOf[text[0]] != FlagMeaning.NotEvaluated;
            }
        }

        foreach (var (text, count) in unknown) warnings.Add($"{name}: {count} flags '{text}' are none of the scheme {scheme.Name}; taken for no quality control, and never for good");
        if (missing > 0) warnings.Add($"{name}: {missing} values are there and flagged missing; the flag stays unless a test finds more");
    }

    /// <summary>The flags, Argo scheme; untested where there is none or where it is held.</summary>
    public char[] Flags { get; }

    /// <summary>Whether a flag stands that Argo's scheme has no word for.</summary>
    public bool[] IsHeld { get; }

    /// <summary>Whether any flag stands in a row.</summary>
    public bool Stands(int row) => !string.IsNullOrWhiteSpace(source.Values[row]);

    /// <summary>The flag of a row as it stood, in another scheme.</summary>
    public string Written(int row, FlagScheme target)
    {
        var flag = source.Values[row]!;
        if (written.TryGetValue((flag, target), out var text)) return text;
        text = flag.Length == 1 && scheme.Meanings.ContainsKey(flag[0])
            ? scheme.ConvertTo(target).Convert(flag)!
            : FlagScheme.Argo.ConvertTo(target).Convert(ArgoFlag.NotTested.ToString())!;
        return written[(flag, target)] = text;
    }

    /// <summary>What a scheme cannot say of the flags that are written as they stood, a sentence each.</summary>
    public IEnumerable<string> Losses(string name, FlagScheme target, Func<int, bool> isUnchanged)
    {
        var losses = scheme.ConvertTo(target).Losses;
        if (losses.Count == 0) return [];
        var used = new SortedSet<char>();
        for (var row = 0; row < source.Length; row++)
        {
            if (source.Values[row] is { Length: 1 } flag && losses.ContainsKey(flag[0]) && isUnchanged(row)) used.Add(flag[0]);
        }

        return used.Select(flag => $"{name}: {losses[flag]}");
    }
}
