using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Onnx;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Trains an ensemble of networks on a table and writes it with its card.</summary>
internal sealed class TrainStep : Step
{
    private readonly TrainOptions options = new();

    public TrainStep()
        : base("train", "Train a model on a table (networks, trees, linear models, neighbours; quantities or classes): scored on what was held out beside simple baselines, with uncertainty and training domain.")
    {
        Add(options.All);
        AddExample("oceanml-train dataset.parquet --model gru --split time:7d --output model.onnx");
        AddExample("oceanml-train matchups.parquet --features 'Rrs_*,sin_time,cos_time' --targets 'CHLA_*' --log10 --group-by platform --output model.onnx");
    }

    protected override string OutputDescription => "Model to write (ONNX); the scaling is inside, the card is written beside it.";

    protected override bool UsesSeed => true;

    protected override void Execute(StepRun run)
    {
        var card = run.Value(options.Card) ?? run.Output + ".card.json";
        CheckFolders(run.Output, card, run.Value(options.Scores), run.Value(options.Predictions));
        var path = run.Input(run.Value(options.Table)!);
        var table = TableFile.Read(path);
        var targets = LearningTable.Columns(run, table, TrainOptions.Columns(run, options.Targets, table, "dataset_targets"), "target");
        var features = LearningTable.Columns(run, table, TrainOptions.Columns(run, options.Features, table, "dataset_features"), "feature");
        var learner = options.Learner(run);
        var split = options.HeldOut(run, table);
        var rules = options.Dataset(run, table, features, targets, split, learner);
        var (data, report) = DatasetReader.Read(table, rules);
        run.CountIn(report.Rows);
        run.CountOut(data.Count);
        foreach (var (reason, count) in report.Rejected) run.Reject(reason, count);
        foreach (var warning in report.Warnings) run.Warn(warning);
        Tell(run, data, report, rules);
        var plan = new TrainingPlan
        {
            Learner = learner,
            Split = Split(run, table, data, split, rules),
            RandomSplit = run.Value(options.Split) == "random",
            Seed = run.Seed,
        };
        run.Log($"{learner.Name}; held out: {plan.Split.Sentence}");
        TrainedModel model;
        using (var progress = run.Progress("training", plan.Work))
            model = TrainedModel.Train(data, plan, run.Threads, done => progress.Advance(done));

        var source = Source(path, table, model, report, rules);
        run.Write(run.Output, temporary => OnnxFile.Write(temporary, ModelFile.Graph(model, source)));
        run.Write(card, temporary => File.WriteAllText(temporary, ModelCard.Text(model, source)));
        if (run.Value(options.Scores) is { } scores) run.Write(scores, temporary => File.WriteAllText(temporary, ModelCard.Scores(model)));
        if (run.Value(options.Predictions) is { } predictions) run.Write(predictions, temporary => TableFile.Write(temporary, PredictionTable.Of(table, model)));
        TrainReport.Tell(run, model);
    }

    /// <summary>Training takes minutes: an output that cannot be written is better told before it.</summary>
    private static void CheckFolders(params string?[] outputs)
    {
        foreach (var output in outputs)
        {
            if (output is not null && Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder && !Directory.Exists(folder))
                throw OceanException.Unreachable($"{output}: the folder {folder} does not exist");
        }
    }

    private static Split Split(StepRun run, Table table, Dataset data, SplitPlan plan, DatasetOptions rules)
    {
        var split = Splitting.Make(LearningTable.Rows(table, plan, rules, data), plan, run.Seed);
        foreach (var warning in split.Warnings) run.Warn(warning);
        return split;
    }

    private static void Tell(StepRun run, Dataset data, DatasetReport report, DatasetOptions rules)
    {
        run.Log(string.Create(CultureInfo.InvariantCulture, $"{data.Count} rows of {data.GroupNames.Count} groups, {data.FeatureCount} features, {data.TargetCount} targets; {report.Complete} rows have every target"));
        if (report.Floored > 0)
        {
            var negative = report.Negative > 0 && !rules.NegativeIsMissing ? $", {report.Negative} of them negative" : "";
            run.Log(string.Create(CultureInfo.InvariantCulture, $"{report.Floored} target values below {rules.Floor} raised to it{negative}"));
        }

        if (report.Negative > 0 && rules.NegativeIsMissing) run.Log($"{report.Negative} negative target values count as missing");
    }

    private static ModelSource Source(string path, Table table, TrainedModel model, DatasetReport report, DatasetOptions rules)
    {
        // Ranges and period are those of the rows learned from: what was held out for good is new to the model.
        var data = model.Data;
        int[] learned = [.. model.Learned.Select(row => data.TableRows[row])];
        var times = (table.Find("time") as TimeColumn)?.Take(learned) as TimeColumn;
        var known = times?.Values.Where(time => time != Timestamp.Missing).ToArray() ?? [];
        return new ModelSource(
            Path.GetFileName(path),
            report,
            [.. data.FeatureNames.Select(name => Variable(table[name].Take(learned)))],
            [.. data.TargetNames.Select(name => Variable(table[name].Take(learned)))],
            rules.GroupColumn,
            rules.GroupPattern?.ToString(),
            known.Length > 0 ? Timestamp.Format(known.Min()) : null,
            known.Length > 0 ? Timestamp.Format(known.Max()) : null,
            StepVersion.Current);
    }

    /// <summary>What the model file says of a column; classes that are texts have no range.</summary>
    private static ModelVariable Variable(Column column)
    {
        var metadata = column.Metadata;
        if (column is not NumberColumn numbers) return new ModelVariable(column.Name, metadata.Unit, metadata.StandardName, metadata.LongName);
        var present = numbers.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToArray();
        return new ModelVariable(column.Name, metadata.Unit, metadata.StandardName, metadata.LongName, present.Min(), present.Max());
    }
}
