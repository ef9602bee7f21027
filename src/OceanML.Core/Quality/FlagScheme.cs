namespace OceanML.Core;

/// <summary>A quality flag scheme: single characters and what they mean. Flags are characters because SeaDataNet has letters.</summary>
/// <remarks>
/// The same digit means different things: 7 is <i>in excess</i> in SeaDataNet and <i>nominal</i> in Coriolis, 2 is <i>probably good</i>
/// in Argo and <i>not evaluated</i> in QARTOD, 2 is the good one in WOCE. Convert with <see cref="ConvertTo"/>, never by copying digits.
/// </remarks>
/// <param name="Name">Short name written in files: argo, seadatanet, coriolis, qartod, iode, woce, woce-ctd, odv-generic.</param>
/// <param name="Meanings">Meaning per flag character, in words.</param>
/// <param name="Good">The flags whose values may be used for science and for matchups.</param>
/// <param name="Source">The vocabulary, e.g. its NVS address.</param>
public sealed record FlagScheme(string Name, IReadOnlyDictionary<char, string> Meanings, string Good, string Source)
{
    /// <summary>Argo reference table 2; usable: 1 good, 2 probably good, 5 changed, 8 estimated (manual 10.13155/33951).</summary>
    public static readonly FlagScheme Argo = Define(
        "argo",
        "1258",
        "http://vocab.nerc.ac.uk/collection/RR2/",
        ('0', FlagMeaning.NotEvaluated, "no quality control"),
        ('1', FlagMeaning.Good, "good"),
        ('2', FlagMeaning.ProbablyGood, "probably good"),
        ('3', FlagMeaning.ProbablyBad, "probably bad, correctable"),
        ('4', FlagMeaning.Bad, "bad"),
        ('5', FlagMeaning.Changed, "changed"),
        ('8', FlagMeaning.Estimated, "estimated"),
        ('9', FlagMeaning.Missing, "missing"));

    /// <summary>SeaDataNet L20, one of those of Ocean Data View; usable: 1 good, 2 probably good.</summary>
    public static readonly FlagScheme SeaDataNet = Define(
        "seadatanet",
        "12",
        "http://vocab.nerc.ac.uk/collection/L20/",
        ('0', FlagMeaning.NotEvaluated, "no quality control"),
        ('1', FlagMeaning.Good, "good"),
        ('2', FlagMeaning.ProbablyGood, "probably good"),
        ('3', FlagMeaning.ProbablyBad, "probably bad"),
        ('4', FlagMeaning.Bad, "bad"),
        ('5', FlagMeaning.Changed, "changed"),
        ('6', FlagMeaning.BelowDetection, "below detection"),
        ('7', FlagMeaning.InExcess, "in excess"),
        ('8', FlagMeaning.Estimated, "interpolated"),
        ('9', FlagMeaning.Missing, "missing"),
        ('A', FlagMeaning.UncertainPhenomenon, "phenomenon uncertain"),
        ('B', FlagMeaning.Nominal, "nominal"),
        ('Q', FlagMeaning.BelowQuantification, "below limit of quantification"));

    /// <summary>
    /// Generic codes of Ocean Data View, in its netCDF exports and in SOCCOM's FloatViz files: 0 means good there, and 1 missing or not
    /// inspected; usable: 0 good.
    /// </summary>
    public static readonly FlagScheme OdvGeneric = Define(
        "odv-generic",
        "0",
        "https://odv.awi.de/documentation/",
        ('0', FlagMeaning.Good, "good"),
        ('1', FlagMeaning.NotEvaluated, "missing or not inspected"),
        ('4', FlagMeaning.ProbablyBad, "questionable"),
        ('8', FlagMeaning.Bad, "bad"));

    /// <summary>Coriolis COP02 of the Copernicus in-situ products: as Argo, with 6 below detection and 7 nominal.</summary>
    public static readonly FlagScheme Coriolis = Define(
        "coriolis",
        "1258",
        "https://vocab.ifremer.fr/collection/COP02/",
        ('0', FlagMeaning.NotEvaluated, "no quality control"),
        ('1', FlagMeaning.Good, "good"),
        ('2', FlagMeaning.ProbablyGood, "probably good"),
        ('3', FlagMeaning.ProbablyBad, "probably bad, correctable"),
        ('4', FlagMeaning.Bad, "bad"),
        ('5', FlagMeaning.Changed, "changed"),
        ('6', FlagMeaning.BelowDetection, "below detection"),
        ('7', FlagMeaning.Nominal, "nominal"),
        ('8', FlagMeaning.Estimated, "interpolated"),
        ('9', FlagMeaning.Missing, "missing"));

    /// <summary>QARTOD of the U.S. IOOS: 2 means not evaluated; usable: 1 pass.</summary>
    public static readonly FlagScheme Qartod = Define(
        "qartod",
        "1",
        "https://ioos.noaa.gov/project/qartod/",
        ('1', FlagMeaning.Good, "pass"),
        ('2', FlagMeaning.NotEvaluated, "not evaluated"),
        ('3', FlagMeaning.ProbablyBad, "suspect"),
        ('4', FlagMeaning.Bad, "fail"),
        ('9', FlagMeaning.Missing, "missing"));

    /// <summary>IODE primary level (L34, Ocean Data Standards 3): 2 means not evaluated; usable: 1 good.</summary>
    public static readonly FlagScheme Iode = Define(
        "iode",
        "1",
        "http://vocab.nerc.ac.uk/collection/L34/",
        ('1', FlagMeaning.Good, "good"),
        ('2', FlagMeaning.NotEvaluated, "not evaluated, not available or unknown"),
        ('3', FlagMeaning.ProbablyBad, "questionable or suspect"),
        ('4', FlagMeaning.Bad, "bad"),
        ('9', FlagMeaning.Missing, "missing"));

    /// <summary>WOCE water samples (WHP-Exchange bottle files): usable: 2 acceptable, 6 mean of replicates.</summary>
    public static readonly FlagScheme Woce = Define(
        "woce",
        "26",
        "https://exchange-format.readthedocs.io/en/latest/quality.html",
        ('1', FlagMeaning.NotEvaluated, "drawn, analysis not received"),
        ('2', FlagMeaning.Good, "acceptable"),
        ('3', FlagMeaning.ProbablyBad, "questionable"),
        ('4', FlagMeaning.Bad, "bad"),
        ('5', FlagMeaning.Missing, "not reported"),
        ('6', FlagMeaning.Replicates, "mean of replicates"),
        ('7', FlagMeaning.ProbablyGood, "manual chromatographic peak"),
        ('8', FlagMeaning.ProbablyBad, "irregular chromatographic peak"),
        ('9', FlagMeaning.Missing, "not sampled"));

    /// <summary>WOCE CTD measurements (WHP-Exchange CTD files): usable: 2 acceptable, 7 despiked.</summary>
    public static readonly FlagScheme WoceCtd = Define(
        "woce-ctd",
        "27",
        "https://exchange-format.readthedocs.io/en/latest/quality.html",
        ('1', FlagMeaning.NotEvaluated, "not calibrated"),
        ('2', FlagMeaning.Good, "acceptable"),
        ('3', FlagMeaning.ProbablyBad, "questionable"),
        ('4', FlagMeaning.Bad, "bad"),
        ('5', FlagMeaning.Missing, "not reported"),
        ('6', FlagMeaning.Estimated, "interpolated over more than 2 dbar"),
        ('7', FlagMeaning.Changed, "despiked"),
        ('9', FlagMeaning.Missing, "not sampled"));

    /// <summary>Every scheme the collection knows.</summary>
    public static IReadOnlyList<FlagScheme> All { get; } = [Argo, SeaDataNet, Coriolis, Qartod, Iode, Woce, WoceCtd, OdvGeneric];

    /// <summary>Meaning per flag character, comparable between schemes.</summary>
    public IReadOnlyDictionary<char, FlagMeaning> MeaningOf { get; private init; } = new Dictionary<char, FlagMeaning>();

    /// <summary>The scheme of that name, case ignored; <c>odv</c> is SeaDataNet, whose flags Ocean Data View also writes.</summary>
    /// <exception cref="OceanException">No such scheme; the message lists them.</exception>
    public static FlagScheme Find(string name)
    {
        if (name.Equals("odv", StringComparison.OrdinalIgnoreCase)) return SeaDataNet;
        return All.FirstOrDefault(scheme => scheme.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw OceanException.Missing("flag schemes", "scheme", name, All.Select(scheme => scheme.Name));
    }

    /// <summary>Whether a flag says that the value may be used; a missing flag does not forbid it.</summary>
    /// <remarks>A flag of more than one character is none of any scheme, and not good.</remarks>
    public bool IsGood(string? flag) => string.IsNullOrEmpty(flag) || (flag.Length == 1 && Good.Contains(flag[0], StringComparison.Ordinal));

    /// <summary>The scheme that a column of flags names; Argo's where it names none.</summary>
    /// <exception cref="OceanException">The column names a scheme that does not exist.</exception>
    public static FlagScheme Of(Column? flags) => flags?.Metadata.FlagScheme is { } name ? Find(name) : Argo;

    /// <summary>How each flag of this scheme is written in another, and what is lost on the way.</summary>
    public FlagConversion ConvertTo(FlagScheme target) => FlagConversion.Between(this, target);

    private static FlagScheme Define(string name, string good, string source, params ReadOnlySpan<(char Flag, FlagMeaning Meaning, string Words)> flags)
    {
        var words = new Dictionary<char, string>(flags.Length);
        var meanings = new Dictionary<char, FlagMeaning>(flags.Length);
        foreach (var (flag, meaning, text) in flags)
        {
            words.Add(flag, text);
            meanings.Add(flag, meaning);
        }

        return new FlagScheme(name, words, good, source) { MeaningOf = meanings };
    }
}
