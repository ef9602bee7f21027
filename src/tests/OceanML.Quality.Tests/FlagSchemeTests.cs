using OceanML.Core;

namespace OceanML.Tests.Quality;

public sealed class FlagSchemeTests
{
    [Theory]
    [InlineData("argo", "seadatanet", "01234589", "01234589")]
    [InlineData("seadatanet", "argo", "0123456789ABQ", "0123453389003")]
    [InlineData("argo", "qartod", "01234589", "21134129")]
    [InlineData("qartod", "argo", "12349", "10349")]
    [InlineData("qartod", "iode", "12349", "12349")]
    [InlineData("argo", "iode", "01234589", "21134129")]
    [InlineData("coriolis", "seadatanet", "0123456789", "0123456B89")]
    [InlineData("seadatanet", "coriolis", "6789ABQ", "6389076")]
    [InlineData("woce", "argo", "123456789", "013491239")]
    [InlineData("argo", "woce", "01234589", "12734215")]
    [InlineData("woce-ctd", "argo", "12345679", "01349859")]
    public void Flags_keep_their_meaning_from_scheme_to_scheme(string from, string to, string flags, string expected)
    {
        var conversion = FlagScheme.Find(from).ConvertTo(FlagScheme.Find(to));
        Assert.Equal(expected, string.Concat(flags.Select(flag => conversion.Convert(flag.ToString()))));
    }

    [Fact]
    public void What_a_scheme_cannot_say_is_stated()
    {
        var losses = FlagScheme.Argo.ConvertTo(FlagScheme.Qartod).Losses;
        Assert.Equal("258", string.Concat(losses.Keys.Order()));
        Assert.Equal("argo 8 (estimated) becomes qartod 2 (not evaluated)", losses['8']);
        Assert.Empty(FlagScheme.Argo.ConvertTo(FlagScheme.SeaDataNet).Losses);
    }

    [Fact]
    public void Every_flag_of_every_scheme_can_be_written_in_every_other()
    {
        foreach (var from in FlagScheme.All)
        {
            foreach (var to in FlagScheme.All)
            {
                var conversion = from.ConvertTo(to);
                foreach (var flag in from.Meanings.Keys)
                {
                    var written = conversion.Convert(flag.ToString())!;
                    Assert.Contains(written[0], to.Meanings.Keys);
                    if (from == to) Assert.Equal(from.MeaningOf[flag], to.MeaningOf[written[0]]);

                    // A conversion never turns a bad or missing value into a usable one.
                    if (from.MeaningOf[flag] is FlagMeaning.Bad or FlagMeaning.ProbablyBad or FlagMeaning.Missing) Assert.False(to.IsGood(written));
                }
            }
        }
    }

    [Fact]
    public void Only_flags_of_the_scheme_are_converted_and_no_flag_stays_none()
    {
        var conversion = FlagScheme.Qartod.ConvertTo(FlagScheme.Argo);
        Assert.Null(conversion.Convert(null));
        Assert.Null(conversion.Convert(" "));
        var failure = Assert.Throws<OceanException>(() => conversion.Convert("7"));
        Assert.Contains("qartod", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Usable_argo_flags_are_1_2_5_and_8() =>
        Assert.Equal("1258", string.Concat(FlagScheme.Argo.Meanings.Keys.Where(flag => FlagScheme.Argo.IsGood(flag.ToString()))));

    [Fact]
    public void An_unknown_scheme_is_answered_with_those_there_are() =>
        Assert.Contains("qartod", Assert.Throws<OceanException>(() => FlagScheme.Find("qartood")).Message, StringComparison.Ordinal);
}
