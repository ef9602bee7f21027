using static OceanML.Formats.Readiness.Answers;

namespace OceanML.Formats.Readiness;

/// <summary>How the data are stored and delivered.</summary>
internal static class AccessChecks
{
    public static readonly ReadinessCheck[] All =
    [
        Check("format", "What is the file format?", 1, "Write netCDF-4 or Parquet.", facts => Yes(facts.File.Format)),
        Check("machine-readable", "Can a program read the format without instructions?", 2, "Write Parquet (oceanml-access files FILE --output observations.parquet), or CSV with one header line, commas, decimal points and ISO dates.", facts =>
            !facts.IsTable || facts.File.Format.StartsWith("Parquet", StringComparison.Ordinal) ? Yes(facts.File.Format)
            : facts.Variables.Any(variable => char.IsAsciiDigit(variable.Name[0]) || variable.Name.StartsWith("column", StringComparison.Ordinal)) ? Partly($"columns without a speaking name: {Listed(facts.Variables.Where(variable => char.IsAsciiDigit(variable.Name[0]) || variable.Name.StartsWith("column", StringComparison.Ordinal)).Select(variable => variable.Name))}")
            : facts.File.Format.Contains("comma-separated", StringComparison.Ordinal) && !facts.File.Format.Contains("decimal", StringComparison.Ordinal) ? Yes(facts.File.Format)
            : Partly(facts.File.Format)),
        Check("open-format", "Is the format open, not proprietary?", 2, "Write netCDF, Parquet or CSV.", facts => Yes(facts.IsTable ? "Parquet and delimited text are open formats" : "netCDF is an open format (OGC standard)")),
        Check("conversion", "Are there tools to convert it?", 1, "Give the columns time, latitude and longitude usual names, or a product description.", facts =>
            facts.IsField ? Yes("oceanml-colocate reads it")
            : facts.Observations is { } table && table.Has("time") && table.Has("latitude") ? Yes("oceanml-access files reads it")
            : Partly("netCDF and text tools; oceanml-access files finds no time or position in it")),
        Person("authentication", "Can it be had without a user account?"),
        Person("download", "Can the file be downloaded directly?"),
        Check("api", "Is there an interface or web service to get it?", 1, "Serve it by ERDDAP or OPeNDAP, and say so in the metadata.", Service),
        Check("api-standard", "Does that interface follow an open standard?", 1, "Use OPeNDAP, ERDDAP, OGC API or STAC.", facts => Service(facts) is (ReadinessVerdict.Yes, var evidence) ? Yes(evidence) : Answers.Person()),
        Person("api-documentation", "Is that interface documented?"),
        Person("cloud", "Is it available from a public cloud?"),
        Person("restricted", "If access is restricted: is there some protected way to it?"),
        Restricted("restricted-aggregated", "If restricted: was it made coarser to protect what is private?"),
        Restricted("restricted-anonymised", "If restricted: was it anonymised?"),
        Restricted("restricted-secure", "If restricted: can authorised users reach the whole?"),
    ];

    private static (ReadinessVerdict, string) Service(DatasetFacts facts)
    {
        foreach (var (name, text) in facts.Attributes)
        {
            foreach (var service in (string[])["erddap", "dodsC", "opendap", "thredds"])
            {
                if (text.Contains(service, StringComparison.OrdinalIgnoreCase)) return Yes($"{name} names {service}");
            }
        }

        return facts.File.Argo is not null ? Yes("the Argo data centres serve ERDDAP, and files over HTTPS and FTP") : Answers.Person();
    }

    private static ReadinessCheck Person(string id, string text) => Check(id, text, 1, "Answer with --answers.", _ => Answers.Person());

    private static ReadinessCheck Restricted(string id, string text) => Check(id, text, 1, "Answer with --answers.", _ => NotApplicable("only for restricted data"));

    private static ReadinessCheck Check(string id, string text, int weight, string fix, Func<DatasetFacts, (ReadinessVerdict, string)> answer) =>
        new(new ReadinessQuestion("access." + id, ReadinessSection.Access, text, weight, fix), answer);
}
