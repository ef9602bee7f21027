using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The options of oceanml-predict.</summary>
/// <param name="isField">Whether they are those of <c>oceanml-predict field</c>.</param>
internal sealed class PredictOptions(bool isField)
{
    public Argument<string> Input { get; } = new("INPUT")
    {
        Description = isField
            ? "Field with the features of the model, under the names they had in training: a netCDF grid or swath of any product that oceanml-describe knows or with CF coordinates, or a Sentinel-3 folder (or its zip or manifest)."
            : "Table with the features of the model, under the names they had in training: Parquet, CSV or TSV, recognised by content. A field (netCDF) is taken too, as by oceanml-predict field.",
    };

    public Option<string[]> Model { get; } = new("--model", "-m")
    {
        HelpName = "FILE",
        Description = "Model written by oceanml-train (ONNX): it holds features, units, scaling and training domain, no other file is needed. Or models that another program made (ONNX, Keras HDF5), with --description; several files, a folder or a pattern are one ensemble, whose mean is the prediction and whose spread its uncertainty.",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    public Option<string?> Description { get; } = new("--description", "-d")
    {
        HelpName = "FILE",
        Description = "YAML file that says what the inputs and outputs of a model of another program are: names, units, scaling, classes. Without it such a model is refused, and a form to complete is printed on standard output.",
    };

    public Option<string[]> Keep { get; } = new("--keep", "-k")
    {
        HelpName = "COLUMNS",
        Description = "Columns of the table to carry into the result, names or patterns, e.g. 'sst,wind_*'; '*' keeps all. By default those that identify a row: platform, profile, time, position, depth or pressure, and text columns. Measured values of a target are always carried, as NAME_measured.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string[]> Rename { get; } = new("--rename")
    {
        HelpName = "COLUMN=FEATURE",
        Description = isField
            ? "A variable that is a feature of the model under another name, e.g. sst=temperature; a * in both stands for the same text: 'Rrs_*=pace_Rrs_*'. Also what a field gives by itself: latitude, longitude, position_x, position_y, position_z, sin_day, cos_day, decimal_year, coriolis, VARIABLE_dx, VARIABLE_dy. A name is never guessed."
            : "A column that is a feature of the model under another name, e.g. temp=temperature; a * in both stands for the same text: 'Rrs_*=pace_Rrs_*'. Several, separated by blanks or commas. A name is never guessed.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> IgnoreUnits { get; } = new("--ignore-units")
    {
        Description = "Take features as they are although another unit is stated than in training. Without it they are converted (and the log says so), and refused where they cannot be: a model fed with another unit gives wrong numbers.",
    };

    public Option<bool> UseFlagged { get; } = new("--use-flagged")
    {
        Description = isField
            ? "Use every pixel whatever its flags. Without it pixels are masked by the flags that the product's description names: land, cloud, glint, failed algorithms; the log lists them."
            : "Use feature values whatever their quality flag (column NAME_qc). Without it a value flagged bad, probably bad or missing counts as missing; one that no control has looked at is used, and told.",
    };

    public Option<string> TimeAllowance { get; } = new("--time-allowance")
    {
        HelpName = "DURATION",
        Description = "How long before or after the training period of the model a row is at the edge of its domain; beyond that it is outside, because what relates features to target may have changed. Up to a tenth of the length of the period (at least a day, at most the allowance) it counts as inside. E.g. 0d, 366d; 'any' to judge by the features alone.",
        DefaultValueFactory = _ => "366d",
    };

    public Option<double> BandTolerance { get; } = new("--band-tolerance")
    {
        HelpName = "NM",
        Description = "Take for the feature Rrs_412 the band nearest in wavelength, up to so many nanometres away; the log says which. 0.5 allows for rounded names alone; products and versions differ by some nanometres, and so does what a model makes of them.",
        DefaultValueFactory = _ => 0.5,
    };

    public Option<string[]> Missing { get; } = new("--missing")
    {
        HelpName = "VALUES",
        Description = "Values that stand for 'no value' in the table besides empty, NaN, NA and NULL, e.g. -999.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string?> SaveModel { get; } = new("--save-model")
    {
        HelpName = "FILE",
        Description = "Also write the model as one ONNX file of this collection: the ensemble, its scaling and its description in one, so that later steps need nothing else.",
    };

    public IEnumerable<Symbol> All => isField
        ? [Input, Model, Description, Rename, IgnoreUnits, UseFlagged, TimeAllowance, BandTolerance, SaveModel]
        : [Input, Model, Description, Rename, Keep, IgnoreUnits, UseFlagged, TimeAllowance, Missing, SaveModel];

    /// <summary>The options in the words of the library.</summary>
    public PredictionOptions Prediction(StepRun run, string model) => new()
    {
        Model = model,
        IgnoreUnits = run.Value(IgnoreUnits),
        UseFlagged = run.Value(UseFlagged),
        Renames = [.. Words(run.Value(Rename)).Select(FeatureRename.Parse)],
        Vocabulary = VocabularyFile.Load(),
        BandTolerance = !isField ? 0.5 : run.Value(BandTolerance) is >= 0 and <= 20 and var nanometres ? nanometres : throw OceanException.Usage("--band-tolerance must be from 0 to 20 nm"),
        TimeAllowance = Allowance(run.Value(TimeAllowance)!),
        Threads = run.Threads,
    };

    /// <summary>The words of a list that may be separated by commas.</summary>
    public static IEnumerable<string> Words(string[]? values) => (values ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static TimeSpan? Allowance(string text)
    {
        if (text.Equals("any", StringComparison.OrdinalIgnoreCase)) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) throw OceanException.Usage($"--time-allowance '{text}' has no unit; write {text}d for days");
        return Duration.Parse(text);
    }
}
