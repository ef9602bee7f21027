using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Models;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Reads the model and the features of a table for it.</summary>
internal sealed class ExplainedModelFile
{
    private readonly GraphRunner runner;
    private readonly IReadOnlyList<Graph> members;
    private readonly ModelDescription? description;

    private ExplainedModelFile(GraphRunner runner, string name, IReadOnlyList<Graph> members, ModelDescription? description) =>
        (this.runner, Name, this.members, this.description) = (runner, name, members, description);

    /// <summary>How outputs name the model.</summary>
    public string Name { get; }

    /// <summary>The graph with its metadata.</summary>
    public Graph Graph => runner.Graph;

    public static ExplainedModelFile Read(StepRun run, ExplainOptions options)
    {
        var paths = ModelFiles.Find(run.Value(options.Model)!);
        if (paths.Count == 0) throw OceanException.Usage("--model names no file");
        var files = paths.Select(path => (Graph: ModelFiles.Read(run.Input(path)), Label: path)).ToList();
        var given = run.Value(options.Description);
        if (files.FindIndex(file => ForeignModel.IsOwn(file.Graph)) is var own and >= 0)
        {
            if (files.Count > 1) throw OceanException.Usage($"{files[own].Label} is a whole model of oceanml-train; it is not a member of an ensemble, give it alone");
            if (given is not null) throw OceanException.Usage($"{files[own].Label} was written by this collection and says itself what its columns are; leave out --description");
            return new ExplainedModelFile(new GraphRunner(files[0].Graph, files[0].Label), Path.GetFileName(paths[0]), [], null);
        }

        if (given is null)
        {
            Console.Out.Write(ModelDescriptionTemplate.Of(files[0].Graph, files[0].Label));
            throw OceanException.BadInput($"{files[0].Label}: the model of another program does not say what its columns are; complete the form on standard output and give it with --description");
        }

        var described = ModelDescriptionFile.Read(run.Input(given));
        var runner = ForeignModel.Checked(ForeignModel.Combine(files, described), files[0].Label, described);
        var name = files.Count == 1 ? Path.GetFileName(paths[0]) : $"{Path.GetFileName(paths[0])} and {files.Count - 1} more";
        return new ExplainedModelFile(runner, name, [.. files.Select(file => file.Graph)], described);
    }

    /// <summary>The model with all that its file tells; what is read from within is tried on some rows.</summary>
    public ExplainableModel Open(float[] trial) =>
        description is null ? ExplainableModel.Of(runner, trial) : ExplainableModel.Of(runner, members, description, trial);

    /// <summary>The complete rows of a table and their features, [rows, features]; what is converted or doubtful goes to the log.</summary>
    public (Table Table, int[] Rows, float[] Features) Features(StepRun run, ExplainOptions options, string path, bool counts)
    {
        var table = TableFile.Read(run.Input(path), options: new TableReadOptions { MissingValues = [.. ExplainOptions.Words(run.Value(options.Missing))], Threads = run.Threads });
        if (table.Metadata.TryGetValue(TableFile.WarningsKey, out var doubts))
        {
            foreach (var warning in doubts.Split('\n')) run.Warn(warning);
        }

        if (table.RowCount == 0) throw OceanException.NothingSelected($"{path}: the table has no rows");

        // Targets in the table are of no concern to the features.
        var signature = ModelSignature.Of(runner.Graph, runner.Label);
        var head = table.Without(signature.Targets.Select(target => target.Name).Except(signature.Features.Select(feature => feature.Name)));
        var predictor = new TablePredictor(head, runner, options.Features(run, Name));
        var (rows, features) = predictor.Features(head);
        foreach (var conversion in predictor.Conversions)
        {
            run.Log(conversion);
            if (counts) run.Convert(conversion);
        }

        TablePrediction.RequireSome(predictor, path, table.RowCount, options.Features(run, Name));
        if (counts)
        {
            run.CountIn(table.RowCount);
            foreach (var (reason, count) in predictor.Rejected) run.Reject(reason, count);
        }

        return (table, [.. rows], features);
    }
}
