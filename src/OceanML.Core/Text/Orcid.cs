namespace OceanML.Core;

/// <summary>ORCID identifiers.</summary>
public static class Orcid
{
    /// <summary>Whether a text is an ORCID, bare or as an address, with the right check digit (ISO 7064 MOD 11-2).</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bare = text[(text.LastIndexOf('/') + 1)..];
        if (bare.Length != 19) return false;
        var total = 0;
        for (var i = 0; i < 18; i++)
        {
            if (i % 5 == 4)
            {
                if (bare[i] != '-') return false;
            }
            else if (char.IsAsciiDigit(bare[i]))
            {
                total = (total + (bare[i] - '0')) * 2;
            }
            else
            {
                return false;
            }
        }

        var check = (12 - (total % 11)) % 11;
        return bare[18] == (check == 10 ? 'X' : (char)('0' + check));
    }
}
