using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What counts as an event in a series: a value beyond a threshold for long enough.</summary>
/// <param name="Column">The column.</param>
/// <param name="Comparison">One of &gt;, &gt;=, &lt;, &lt;=.</param>
/// <param name="Threshold">The threshold, in the unit of the column.</param>
/// <param name="Duration">Shortest event; from its first value beyond the threshold to its last, and one step.</param>
/// <param name="Gap">Events with no more than this between the last value of one and the first of the next are one; so much missing does not end one either.</param>
public sealed partial record EventRule(string Column, string Comparison, double Threshold, TimeSpan Duration, TimeSpan Gap)
{
    /// <summary>Reads <c>chlorophyll_fluorescence &gt; 10</c>.</summary>
    /// <exception cref="OceanException">Not a comparison of a column with a number.</exception>
    public static EventRule Parse(string text, TimeSpan duration, TimeSpan gap)
    {
        var match = Form().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold))
            throw OceanException.Usage($"--event '{text}': write a column, >, >=, < or <=, and a number, e.g. 'chlorophyll_fluorescence > 10'");
        return new EventRule(match.Groups[1].Value, match.Groups[2].Value, threshold, duration, gap);
    }

    /// <summary>Whether a value is beyond the threshold.</summary>
    public bool IsBeyond(double value) => Comparison switch
    {
        ">" => value > Threshold,
        ">=" => value >= Threshold,
        "<" => value < Threshold,
        _ => value <= Threshold,
    };

    /// <summary>The rule in words.</summary>
    public string Sentence => FormattableString.Invariant($"{Column} {Comparison} {Threshold:R} for {SplitText.Length(Duration)} or longer, up to {SplitText.Length(Gap)} between values of one event");

    [GeneratedRegex(@"^\s*(\S+?)\s*(>=|<=|>|<)\s*(\S+)\s*$")]
    private static partial Regex Form();
}
