using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>One derivation as a user writes it: <c>lag(air_temperature,1..30)</c>, <c>chl = log10(chlorophyll)</c>, <c>season</c>.</summary>
/// <param name="Function">Name of the function, see <see cref="FeatureCatalogue"/>.</param>
/// <param name="Arguments">What stands in the parentheses, without blanks around it.</param>
/// <param name="Name">The column's name, where it was given with <c>=</c>; null for the usual one.</param>
/// <param name="Text">The derivation as it was written.</param>
public sealed record FeatureRequest(string Function, IReadOnlyList<string> Arguments, string? Name, string Text)
{
    /// <summary>Reads derivations, separated by blanks, semicolons or commas outside parentheses.</summary>
    /// <exception cref="OceanException">A parenthesis is not closed, or a name is missing.</exception>
    public static IReadOnlyList<FeatureRequest> Parse(IEnumerable<string> texts)
    {
        var text = string.Join(' ', texts);
        var requests = new List<FeatureRequest>();
        var at = 0;
        while (true)
        {
            Skip(text, ref at, " \t\n,;");
            if (at >= text.Length) return requests;
            var start = at;
            var word = Word(text, ref at);
            string? name = null;
            var before = at;
            Skip(text, ref at, " \t");
            if (at < text.Length && text[at] == '=')
            {
                at++;
                Skip(text, ref at, " \t");
                (name, word) = (word, Word(text, ref at));
                before = at;
                Skip(text, ref at, " \t");
            }

            IReadOnlyList<string> arguments = [];
            if (at < text.Length && text[at] == '(') arguments = Enclosed(text, ref at);
            else at = before;
            if (word.Length == 0) throw OceanException.Usage($"--derive: no name of a function at '{Rest(text, start)}'; write e.g. log10(chlorophyll) season lag(wind_speed,1..24)");
            requests.Add(new FeatureRequest(word, arguments, name, text[start..at].Trim()));
        }
    }

    /// <summary>An argument.</summary>
    /// <exception cref="OceanException">There are not as many.</exception>
    public string Argument(int index) => index < Arguments.Count ? Arguments[index] : throw Wrong($"needs {index + 1} or more arguments");

    /// <summary>Fails unless the number of arguments is within bounds.</summary>
    /// <exception cref="OceanException">It is not.</exception>
    public void RequireArguments(int least, int most)
    {
        if (Arguments.Count < least || Arguments.Count > most) throw Wrong(most == 0 ? "takes no arguments" : $"takes {(least == most ? $"{least}" : $"{least} to {most}")} arguments");
    }

    /// <summary>An argument as a number.</summary>
    /// <exception cref="OceanException">It is none.</exception>
    public double Number(int index) =>
        double.TryParse(Argument(index), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw Wrong($"'{Argument(index)}' is not a number");

    /// <summary>What is wrong with this derivation, with its usage.</summary>
    public OceanException Wrong(string what) => OceanException.Usage($"--derive {Text}: {what}; usage: {FeatureCatalogue.Find(Function).Usage}");

    private static List<string> Enclosed(string text, ref int at)
    {
        var (start, arguments) = (++at, new List<string>());
        for (; at < text.Length; at++)
        {
            if (text[at] is not (',' or ')' or '(')) continue;
            if (text[at] == '(') throw OceanException.Usage($"--derive: functions do not nest; give the inner one a name first, as in 'a = log10(chlorophyll) lag(a,1..5)', at '{Rest(text, start)}'");
            if (text[start..at].Trim() is { Length: > 0 } argument) arguments.Add(argument);
            start = at + 1;
            if (text[at] != ')') continue;
            at++;
            return arguments;
        }

        throw OceanException.Usage($"--derive: a parenthesis is not closed at '{Rest(text, start)}'");
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-')) at++;
        if (at == start) throw OceanException.Usage($"--derive: no name of a function at '{Rest(text, start)}'; write e.g. log10(chlorophyll) season lag(wind_speed,1..24)");
        return text[start..at];
    }

    private static void Skip(string text, ref int at, string characters)
    {
        while (at < text.Length && characters.Contains(text[at], StringComparison.Ordinal)) at++;
    }

    private static string Rest(string text, int at) => text.Length - at <= 40 ? text[at..] : text[at..(at + 37)] + "...";
}
