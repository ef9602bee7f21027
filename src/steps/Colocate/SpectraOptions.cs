using System.CommandLine;
using System.Globalization;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>The options that bring spectra measured in situ to the bands of the sensor.</summary>
internal sealed class SpectraOptions
{
    public Option<string[]> InSituBands { get; } = OptionKinds.Several("--in-situ-bands", "NAMES", "Columns of spectra measured in situ, e.g. 'rhow_*' or 'exLwn*': each band of the sensor gets the in situ value beside it, as insitu_<band>. The wavelength (nm) is the number at the end of the name; # stands for it elsewhere: 'Rrs#nm', or '#' for columns named 400.5.");

    public Option<string[]> SensorBands { get; } = OptionKinds.Several("--sensor-bands", "NAMES", "Bands of the sensor to compare with, e.g. 'Rrs_*'. Default: all Rrs, rho_w and nLw of the fields.");

    public Option<double> BandLimit { get; } = new("--band-limit")
    {
        HelpName = "NM",
        DefaultValueFactory = _ => 5,
        Description = "Greatest distance of the in situ wavelength from that of the band, nm; the nearest within it is taken. With --response, wavelengths up to twice as far apart are joined.",
    };

    public Option<string?> Response { get; } = new("--response")
    {
        HelpName = "FILE",
        Description = "Spectral responses of the sensor: a table with columns band, wavelength (nm), response, or with wavelength and one column per band. In situ spectra are then averaged over each response instead of taking the nearest wavelength; bands covered to less than 95 % stay empty.",
    };

    public Option<string?> InSituQuantity { get; } = Quantity("--in-situ-quantity", "What the in situ columns hold, where their names do not tell.");

    public Option<string?> TargetQuantity { get; } = Quantity("--quantity", "Convert the in situ values to this: rho_w = pi Rrs, nLw = Rrs F0. Default: no conversion, and a warning where the names differ.");

    public Option<string?> InSituUnit { get; } = new("--in-situ-unit")
    {
        HelpName = "UNIT",
        Description = "Unit of in situ nLw where the file states none, e.g. 'mW cm-2 um-1 sr-1'.",
    };

    public Option<string?> Solar { get; } = new("--solar")
    {
        HelpName = "FILE",
        Description = "Solar irradiance F0 (table with wavelength in nm and F0 with its unit, e.g. Thuillier_F0.sb): needed between nLw and reflectances; with --response, reflectances are also weighted by it.",
    };

    public Option<double> SolarWidth { get; } = new("--solar-width")
    {
        HelpName = "NM",
        DefaultValueFactory = _ => 10,
        Description = "Width over which F0 is averaged round a single in situ wavelength, nm: the width of the filters, 0 for F0 at the wavelength. Unused with --response.",
    };

    public Option<string> Errors { get; } = OptionKinds.Choice(
        "--in-situ-errors",
        "correlated",
        ["correlated", "independent"],
        "How the errors (v_sigma) of the wavelengths of a spectrum add up over a response: correlated, as those of one calibration do (the larger sum), or independent.");

    public IEnumerable<Symbol> All => [InSituBands, SensorBands, BandLimit, Response, InSituQuantity, TargetQuantity, InSituUnit, Solar, SolarWidth, Errors];

    /// <summary>Reads what is asked for, and the tables it names, before anything is matched; null where no in situ bands are named.</summary>
    /// <exception cref="OceanException">Options without --in-situ-bands, or a table that cannot be read.</exception>
    public BandMatchOptions? Read(StepRun run)
    {
        var values = new OptionValues(run, protocol: null);
        var inSitu = values.Names(InSituBands);
        if (inSitu.Length == 0)
        {
            return All.OfType<Option>().FirstOrDefault(run.IsGiven) is { } stray
                ? throw OceanException.Usage($"{stray.Name} needs --in-situ-bands: the columns of the spectra measured in situ")
                : null;
        }

        if (!(run.Value(BandLimit) >= 0)) throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"--band-limit is {run.Value(BandLimit)}; it must be 0 nm or more"));
        return new BandMatchOptions
        {
            InSitu = inSitu,
            Sensor = values.Names(SensorBands),
            Limit = run.Value(BandLimit),
            Responses = run.Value(Response) is { } response ? SpectralResponse.From(Table(run, response)) : [],
            InSituQuantity = run.Value(InSituQuantity) is { } from ? SpectralQuantities.Parse(from) : null,
            Quantity = run.Value(TargetQuantity) is { } to ? SpectralQuantities.Parse(to) : null,
            InSituUnit = run.Value(InSituUnit),
            Solar = run.Value(Solar) is { } solar ? SolarSpectrum.From(Table(run, solar)) : null,
            SolarWidth = run.Value(SolarWidth),
            IndependentSigma = run.Value(Errors) == "independent",
        };
    }

    /// <summary>The matchups with in situ values beside the bands; as they are where <paramref name="asked"/> is null.</summary>
    /// <exception cref="OceanException">What <see cref="BandMatching.Match"/> refuses.</exception>
    public static Table Apply(StepRun run, Table matchups, BandMatchOptions? asked)
    {
        if (asked is null) return matchups;
        var result = BandMatching.Match(matchups.WithMetadata(TableFile.FileKey, "matchups"), asked);
        run.Warn(result.Warnings);
        var partnered = result.Partners.Where(partner => partner.Values > 0).ToList();
        run.Log(string.Create(
            CultureInfo.InvariantCulture,
            $"in situ values for {partnered.Count} of {result.Partners.Count} bands, {partnered.Min(partner => partner.Values)} to {partnered.Max(partner => partner.Values)} of {matchups.RowCount} rows each"));
        if (asked.Responses.Count == 0)
            run.Log(string.Create(CultureInfo.InvariantCulture, $"in situ wavelengths are up to {partnered.Max(partner => partner.Distance):0.##} nm from the band; values are not shifted to it"));
        run.Result("bands_with_in_situ", partnered.Count);
        return new Table(result.Table.Columns, matchups.Metadata);
    }

    private static Table Table(StepRun run, string path) => TableFile.Read(run.Input(path), options: new TableReadOptions { Threads = run.Threads });

    private static Option<string?> Quantity(string name, string description) => new(name) { HelpName = "Rrs|rho_w|nLw", Description = description };
}
