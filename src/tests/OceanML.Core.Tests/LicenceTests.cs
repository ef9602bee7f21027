using OceanML.Core;

namespace OceanML.Tests;

/// <summary>Licences as files write them.</summary>
public sealed class LicenceTests
{
    [Theory]
    [InlineData("CC BY 4.0 (Argo GDAC)", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("http://creativecommons.org/licenses/by/3.0/au/", "CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/")]
    [InlineData("https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode", "CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/")]
    [InlineData("CC-BY-SA-4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/")]
    [InlineData("cc0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")]
    [InlineData("Licence: etalab-2.0", "etalab-2.0", "https://spdx.org/licenses/etalab-2.0.html")]
    public void A_standard_licence_is_recognised(string text, string spdx, string url) => Assert.Equal((spdx, url), Licence.Find(text));

    [Theory]
    [InlineData("These data may be used freely, permitting acknowledgement")]
    [InlineData("ESA CCI Data Policy: free and open access")]
    [InlineData("Copernicus Marine service licence")]
    public void A_policy_in_words_is_none(string text) => Assert.Null(Licence.Find(text));
}
