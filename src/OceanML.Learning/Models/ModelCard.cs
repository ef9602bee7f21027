using System.Globalization;
using System.Text.Json;

namespace OceanML.Learning;

/// <summary>
/// The model card (after Mitchell et al. 2019, doi:10.1145/3287560.3287596) as JSON: what the model is for and what it is not, its data,
/// how it was split, scores per fold and per target with n beside those of the baselines, its uncertainty and its training domain.
/// </summary>
public static class ModelCard
{
    /// <summary>The card, indented.</summary>
    public static string Text(TrainedModel model, ModelSource source) => ModelFile.Json(json => Write(json, model, source), indented: true) + "\n";

    /// <summary>The scores alone, indented.</summary>
    public static string Scores(TrainedModel model) => ModelFile.Json(json => WriteScores(json, model), indented: true) + "\n";

    /// <summary>What sigma and the interval are, in words.</summary>
    internal static string UncertaintyDefinition(TrainedModel model)
    {
        var aim = $"lower, upper: the interval that aims at 80 % of the observations of a {Unit(model.Plan)} that was never seen (conformal calibration by {Unit(model.Plan)}), ";
        const string stretched = "or the 10 and 90 % quantiles, stretched, where the model gives quantiles; sigma is stretched by the same factor, so that it is half that interval divided by 1.2816, and its parts keep their ratio";
        return model.Data.Log10
            ? $"prediction = 10^m (median); s = standard deviation of log10; sigma = ln(10) * prediction * s; {aim}10^(m -+ 1.2816 s), {stretched}"
            : $"{aim}prediction -+ 1.2816 sigma, {stretched}";
    }

    /// <summary>What is held out together, one of them.</summary>
    internal static string Unit(TrainingPlan plan) => plan.Split!.Plan.Kind switch
    {
        SplitKind.Year => "year",
        SplitKind.Period => "period",
        SplitKind.Time => "block of time",
        SplitKind.Space => "region",
        SplitKind.Event => "event",
        SplitKind.Random => "row",
        _ => "group",
    };

    /// <summary>What the uncertainty of a classification is, in words.</summary>
    internal const string ClassUncertaintyDefinition = "probability: mean over the members; entropy of it in nats = entropy_data (mean entropy of the members) + entropy_model (how far the members disagree)";

    /// <summary>How the rows were split, in words.</summary>
    internal static string SplitText(TrainingPlan plan, ModelSource source)
    {
        var split = plan.Split!;
        if (plan.IsRandom) return $"{split.Sentence}: scores are too good where rows resemble each other";
        var by = split.Plan.Kind != SplitKind.Group || source.GroupColumn is null ? "" : source.GroupPattern is null ? $" by {source.GroupColumn}" : $" by {source.GroupColumn} ({source.GroupPattern})";
        return split.Sentence + by;
    }

    /// <summary>Writes the scores of every split, model and baselines.</summary>
    internal static void WriteScores(Utf8JsonWriter json, TrainedModel model)
    {
        json.WriteStartObject();
        json.WriteString("space", model.Data.Classes is not null ? "probabilities of classes" : model.Data.Log10 ? "log10 of the unit" : "unit of each target");
        WriteSplit(json, model.Plan.IsRandom ? "held_out_random_rows" : "held_out_groups", model.HeldOut, model);
        if (model.RandomRows is { } random) WriteSplit(json, "held_out_random_rows", random, model);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrainedModel model, ModelSource source)
    {
        json.WriteStartObject();
        json.WriteString("model", model.Plan.Learner.Name);
        json.WriteString("made_by", $"galaxy-oceanml {source.Version}");
        json.WriteString("intended_use", $"Estimate {Names(source.Targets)} from {Names(source.Features)}, in waters, seasons and instruments like those of the training data.");
        Texts(json, "limits", Limits(model));
        Texts(json, "not_recommended", [
            "predictions whose applicability is below 0.05, other than as a hint: below 0.01 they are extrapolations",
            "trends in time beyond the training period: the features may not hold what changes",
            "features from another sensor, processing version or atmospheric correction than in training",
            "replacing measurements: a prediction is an estimate and must stay marked as one",
        ]);
        WriteData(json, model, source);
        WriteVariables(json, "features", source.Features, null);
        WriteVariables(json, "targets", source.Targets, (model.HeldOut as RegressionResult)?.Model.Targets);
        if (model.Data.Classes is { } classes) Texts(json, "classes", classes);
        WriteTraining(json, model, source);
        json.WritePropertyName("scores");
        WriteScores(json, model);
        WriteUncertainty(json, model);
        json.WriteString("applicability", "share of the training rows at least as unusual as the row, measured between groups; 0.05 and above inside, below 0.01 outside the training domain");
        json.WriteEndObject();
    }

    private static IEnumerable<string> Limits(TrainedModel model)
    {
        var (own, (best, other)) = (model.HeldOut.Own, model.HeldOut.BestBaseline);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"on what was held out ({model.Plan.Split!.Sentence}) the {model.HeldOut.Measure} is {own:0.0000}; the best baseline ({best}) has {other:0.0000}{(own >= other ? ": the model is not worth its complexity here" : "")}");
        if (model.Plan.IsRandom) yield return "the rows were split at random: the scores do not say what to expect of a platform that was never seen";
        if (model.Data.GroupNames.Count < 30 && !model.Plan.IsRandom) yield return $"only {model.Data.GroupNames.Count} groups: scores and calibration are uncertain";
        for (var t = 0; t < model.Data.TargetCount; t++)
        {
            if (model.HeldOut is not RegressionResult regression) break;
            var n = regression.Model.Targets[t].Count;
            if (n < 200) yield return $"{model.Data.TargetNames[t]} has only {n} values";
        }
    }

    private static void WriteData(Utf8JsonWriter json, TrainedModel model, ModelSource source)
    {
        var report = source.Report;
        json.WriteStartObject("data");
        json.WriteString("table", source.Table);
        json.WriteNumber("rows", report.Rows);
        json.WriteNumber("rows_used", model.Data.Count);
        json.WriteNumber("rows_with_every_target", report.Complete);
        json.WriteStartObject("rows_rejected");
        foreach (var (reason, count) in report.Rejected) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteNumber("groups", model.Data.GroupNames.Count);
        if (source.Start is not null) json.WriteString("start", source.Start);
        if (source.End is not null) json.WriteString("end", source.End);
        json.WriteNumber("targets_raised_to_floor", report.Floored);
        json.WriteNumber("targets_negative", report.Negative);
        json.WriteNumber("rows_shared_across_groups", report.SharedAcrossGroups);
        Texts(json, "warnings", report.Warnings);
        json.WriteEndObject();
    }

    private static void WriteVariables(Utf8JsonWriter json, string name, IReadOnlyList<ModelVariable> variables, IReadOnlyList<Score>? scores)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < variables.Count; i++)
        {
            var variable = variables[i];
            json.WriteStartObject();
            json.WriteString("name", variable.Name);
            if (variable.Unit is not null) json.WriteString("unit", variable.Unit);
            if (variable.StandardName is not null) json.WriteString("standard_name", variable.StandardName);
            Number(json, "low", variable.Low);
            Number(json, "high", variable.High);
            if (scores is not null) json.WriteNumber("values", scores[i].Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTraining(Utf8JsonWriter json, TrainedModel model, ModelSource source)
    {
        json.WriteStartObject("training");
        json.WriteString("split", SplitText(model.Plan, source));
        json.WriteNumber("seed", model.Plan.Seed);
        json.WriteStartObject("settings");
        foreach (var (name, value) in model.Plan.Learner.Settings) json.WriteString(name, value);
        json.WriteEndObject();
        model.Model.Describe(json);
        if (model.Data.Log10) json.WriteNumber("log10_floor", model.Data.Floor);
        json.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter json, string name, SplitResult split, TrainedModel model)
    {
        json.WriteStartObject(name);
        if (split is RegressionResult regression)
        {
            WriteScores(json, "model", regression.Model, model.Data);
            foreach (var (baseline, scores) in regression.Baselines) WriteScores(json, baseline, scores, model.Data);
        }
        else if (split is ClassificationResult classification)
        {
            WriteScores(json, "model", classification.Model, model.Data);
            foreach (var (baseline, scores) in classification.Baselines) WriteScores(json, baseline, scores, model.Data);
        }

        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, string name, HeldOutScores scores, Dataset data)
    {
        json.WriteStartObject(name);
        WriteScore(json, "all", scores.All);
        WriteScore(json, "complete_rows", scores.Complete);
        json.WriteStartObject("targets");
        for (var t = 0; t < data.TargetCount; t++) WriteScore(json, data.TargetNames[t], scores.Targets[t]);
        json.WriteEndObject();
        json.WriteStartObject("folds");
        for (var k = 0; k < scores.Folds.Count; k++) WriteScore(json, (k + 1).ToString(CultureInfo.InvariantCulture), scores.Folds[k]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, string name, ClassScore score, Dataset data)
    {
        json.WriteStartObject(name);
        json.WriteNumber("n", score.Count);
        Number(json, "log_loss", Math.Round(score.LogLoss, 6));
        Number(json, "brier", Math.Round(score.Brier, 6));
        Number(json, "accuracy", Math.Round(score.Accuracy, 6));
        Number(json, "balanced_accuracy", Math.Round(score.BalancedAccuracy, 6));
        Number(json, "macro_f1", Math.Round(score.MacroF1, 6));
        json.WriteStartObject("classes");
        for (var c = 0; c < score.Classes.Count; c++)
        {
            json.WriteStartObject(data.Classes![c]);
            json.WriteNumber("n", score.Classes[c].Count);
            Number(json, "precision", Math.Round(score.Classes[c].Precision, 6));
            Number(json, "recall", Math.Round(score.Classes[c].Recall, 6));
            Number(json, "f1", Math.Round(score.Classes[c].F1, 6));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("folds");
        for (var k = 0; k < score.FoldLogLoss.Count; k++)
        {
            json.WriteStartObject((k + 1).ToString(CultureInfo.InvariantCulture));
            Number(json, "log_loss", Math.Round(score.FoldLogLoss[k], 6));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name, Score score)
    {
        json.WriteStartObject(name);
        json.WriteNumber("n", score.Count);
        Number(json, "rmse", Math.Round(score.RootMeanSquareError, 6));
        Number(json, "bias", Math.Round(score.Bias, 6));
        Number(json, "mae", Math.Round(score.MeanAbsoluteError, 6));
        Number(json, "r_squared", Math.Round(score.RSquared, 6));
        json.WriteEndObject();
    }

    private static void WriteUncertainty(Utf8JsonWriter json, TrainedModel model)
    {
        json.WriteStartObject("uncertainty");
        if (model.HeldOut is not RegressionResult result)
        {
            json.WriteString("definition", ClassUncertaintyDefinition);
            json.WriteEndObject();
            return;
        }

        json.WriteString("definition", UncertaintyDefinition(model));
        json.WriteString("coverage_note", "share of held-out observations inside the 80 % interval, each fold calibrated on the other folds");
        Number(json, "coverage", Math.Round(result.Coverage, 4));
        Number(json, "coverage_groups_alike", Math.Round(result.GroupCoverage, 4));
        json.WriteStartObject("targets");
        for (var t = 0; t < model.Data.TargetCount; t++)
        {
            json.WriteStartObject(model.Data.TargetNames[t]);
            Number(json, "coverage", Math.Round(result.TargetCoverage[t], 4));
            Number(json, "factor", Math.Round(model.SigmaFactors[t], 4));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Names(IReadOnlyList<ModelVariable> variables) => variables.Count <= 6
        ? string.Join(", ", variables.Select(variable => variable.Name))
        : $"{variables[0].Name}, {variables[1].Name} … {variables[^1].Name} ({variables.Count})";

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
