using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A platform whose name is not a WMO number of five or seven digits, or none of those expected: nobody can say whose values these are, all are bad.</summary>
/// <remarks>
/// Argo test 1, which asks whether the transmitter is that of a known float; a table does not hold it. Rows without a platform are left alone. Settings:
/// <c>pattern</c> (regular expression), <c>platforms</c> (names expected).
/// </remarks>
public sealed class PlatformIdentificationTest : QualityTest
{
    private readonly Regex pattern;
    private readonly HashSet<string> expected;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public PlatformIdentificationTest(Settings? settings = null)
        : base("platform-identification", 1, "platform is not a WMO number")
    {
        expected = [.. settings?.Texts("platforms") ?? []];
        var text = settings?.Text("pattern") ?? (expected.Count > 0 ? "" : "^[1-9][0-9]{4}([0-9]{2})?$");
        try
        {
            pattern = new Regex(text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException exception)
        {
            throw OceanException.BadInput($"{settings?.Where}: pattern '{text}' is not a regular expression: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Platform is not { Length: > 0 } platform) return;
        if (pattern.IsMatch(platform) && (expected.Count == 0 || expected.Contains(platform))) return;
        foreach (var variable in sequence.Variables) RaiseAll(variable, ArgoFlag.Bad);
    }
}
