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
    internal static string UncertaintyDefinition(bool log10) => log10
        ? "prediction = 10^m (median); s = standard deviation of log10, calibrated so that m +- 1.2816 s holds 80 % of the observations of held-out groups; "
            + "sigma = ln(10) * prediction * s; lower, upper = 10^(m -+ 1.2816 s)"
        : "sigma is calibrated so that prediction +- 1.2816 sigma holds 80 % of the observations of held-out groups; lower, upper are the ends of that interval";

    /// <summary>How the rows were split, in words.</summary>
    internal static string SplitText(TrainingPlan plan, ModelSource source)
    {
        if (!plan.Grouped) return $"{plan.Folds} folds of random rows: scores are too good where rows resemble each other";
        var by = source.GroupPattern is null ? source.GroupColumn : $"{source.GroupColumn} ({source.GroupPattern})";
        return string.Create(CultureInfo.InvariantCulture, $"{plan.Folds} folds of whole groups by {by}");
    }

    /// <summary>Writes the scores of every split, model and baselines.</summary>
    internal static void WriteScores(Utf8JsonWriter json, TrainedModel model)
    {
        json.WriteStartObject();
        json.WriteString("space", model.Data.Log10 ? "log10 of the unit" : "unit of each target");
        WriteSplit(json, model.Plan.Grouped ? "held_out_groups" : "held_out_random_rows", model.HeldOut, model);
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
        WriteVariables(json, "targets", source.Targets, model.HeldOut.Model.Targets);
        WriteTraining(json, model, source);
        json.WritePropertyName("scores");
        WriteScores(json, model);
        WriteUncertainty(json, model);
        json.WriteString("applicability", "share of the training rows at least as unusual as the row, measured between groups; 0.05 and above inside, below 0.01 outside the training domain");
        json.WriteEndObject();
    }

    private static IEnumerable<string> Limits(TrainedModel model)
    {
        var best = model.HeldOut.Baselines.MinBy(pair => pair.Value.All.RootMeanSquareError);
        var (own, other) = (model.HeldOut.Model.All.RootMeanSquareError, best.Value.All.RootMeanSquareError);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"on held-out {(model.Plan.Grouped ? "groups" : "rows")} the root mean square error is {own:0.0000}; the best baseline ({best.Key}) has {other:0.0000}{(own >= other ? ": the model is not worth its complexity here" : "")}");
        if (!model.Plan.Grouped) yield return "no groups were given: the scores do not say what to expect of a platform that was never seen";
        if (model.Data.GroupNames.Count < 30 && model.Plan.Grouped) yield return $"only {model.Data.GroupNames.Count} groups: scores and calibration are uncertain";
        for (var t = 0; t < model.Data.TargetCount; t++)
        {
            var n = model.HeldOut.Model.Targets[t].Count;
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
        json.WriteNumber("features_imputed", report.Imputed);
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
        WriteScores(json, "model", split.Model, model.Data);
        foreach (var (baseline, scores) in split.Baselines) WriteScores(json, baseline, scores, model.Data);
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
        json.WriteString("definition", UncertaintyDefinition(model.Data.Log10));
        json.WriteString("coverage_note", "share of held-out observations inside the 80 % interval, each fold calibrated on the other folds");
        Number(json, "coverage", Math.Round(model.HeldOut.Coverage, 4));
        Number(json, "coverage_groups_alike", Math.Round(model.HeldOut.GroupCoverage, 4));
        json.WriteStartObject("targets");
        for (var t = 0; t < model.Data.TargetCount; t++)
        {
            json.WriteStartObject(model.Data.TargetNames[t]);
            Number(json, "coverage", Math.Round(model.HeldOut.TargetCoverage[t], 4));
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
