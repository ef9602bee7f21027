using System.Text.RegularExpressions;

namespace OceanML.Core;

/// <summary>Licences of data as files write them, and their identifiers in the SPDX list (spdx.org/licenses).</summary>
public static partial class Licence
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ODbL-1.0"] = "https://opendatacommons.org/licenses/odbl/1-0/",
        ["ODC-By-1.0"] = "https://opendatacommons.org/licenses/by/1-0/",
        ["PDDL-1.0"] = "https://opendatacommons.org/licenses/pddl/1-0/",
        ["etalab-2.0"] = "https://spdx.org/licenses/etalab-2.0.html",
        ["OGL-UK-3.0"] = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ["MIT"] = "https://spdx.org/licenses/MIT.html",
        ["Apache-2.0"] = "https://spdx.org/licenses/Apache-2.0.html",
    };

    /// <summary>The SPDX identifier and the address of the licence that a text names; null where it names none of the list.</summary>
    public static (string Spdx, string Url)? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Zero().IsMatch(text)) return ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/");
        if (CreativeCommons().Match(text) is { Success: true } match)
        {
            var parts = match.Groups["parts"].Value.ToLowerInvariant().Replace(' ', '-').Replace('_', '-').Trim('-');
            var version = match.Groups["version"].Success ? match.Groups["version"].Value : "4.0";
            return ($"CC-{parts.ToUpperInvariant()}-{version}", $"https://creativecommons.org/licenses/{parts}/{version}/");
        }

        foreach (var (spdx, url) in Others)
        {
            if (Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(spdx)}(?![\w])", RegexOptions.IgnoreCase)) return (spdx, url);
        }

        return null;
    }

    [GeneratedRegex(@"\bcc[\s-]?(0|zero)\b|creativecommons\.org/publicdomain/zero", RegexOptions.IgnoreCase)]
    private static partial Regex Zero();

    // CC BY 4.0, CC-BY-NC-SA-3.0, http://creativecommons.org/licenses/by/4.0/; without a version 4.0 is meant, the current one.
    [GeneratedRegex(@"(\bcc[\s-]|creativecommons\.org/licenses/|creative commons \(?)(?<parts>by([\s_-]?(nc|nd|sa))*)\b([\s/-]*v?(?<version>[1-4]\.\d))?", RegexOptions.IgnoreCase)]
    private static partial Regex CreativeCommons();
}
