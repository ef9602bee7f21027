using System.Text.Json.Nodes;

namespace OceanML.Figures.Reports;

/// <summary>What the model card says: what the model is for, its data and split, its scores beside the baselines, its domain and its limits.</summary>
public static class ModelSection
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["model"] = "Network ensemble",
        ["mean"] = "Mean of the training rows",
        ["nearest_neighbours"] = "Nearest neighbours",
        ["ridge"] = "Ridge regression",
    };

    /// <summary>The section on the model.</summary>
    public static ReportSection Of(JsonNode card)
    {
        var blocks = new List<ReportBlock>();
        if (card.Text("intended_use") is { } use) blocks.Add(new ReportBlock.Paragraph(use));
        var data = card.Object("data");
        var training = card.Object("training");
        var facts = new List<IReadOnlyList<string>>();
        Fact(facts, "Model", card.Text("model"));
        Fact(facts, "Training table", data.Text("table") is { } table ? Path.GetFileName(table) : null);
        Fact(facts, "Rows used", data.Text("rows_used") is { } used ? $"{used} of {data.Text("rows")}; {data.Text("rows_with_every_target")} hold every target" : null);
        Fact(facts, "Groups", data.Text("groups"));
        Fact(facts, "Period", data.Text("start") is { } start ? $"{start} to {data.Text("end")}" : null);
        Fact(facts, "Split", training.Text("split"));
        Fact(facts, "Members", training.Text("members"));
        Fact(facts, "Hidden layers", training?["hidden"] is { } hidden ? JsonText.Show(hidden) : null);
        Fact(facts, "Seed", training.Text("seed"));
        Fact(facts, "Features", Variables(card, "features"));
        Fact(facts, "Targets", Variables(card, "targets"));
        if (facts.Count > 0) blocks.Add(new ReportBlock.Grid("The model in short", ["Property", "Value"], facts));
        foreach (var split in card.Object("scores") ?? [])
        {
            if (split.Value is JsonObject models) blocks.Add(ScoreTable(split.Key, models, card.Object("scores").Text("space")));
        }

        return new ReportSection("model", "Model", blocks);
    }

    /// <summary>What the predictions may be used for: domain, uncertainty, limits.</summary>
    public static ReportSection Applicability(JsonNode card)
    {
        var blocks = new List<ReportBlock>();
        if (card.Text("applicability") is { } applicability) blocks.Add(new ReportBlock.Paragraph($"Applicability index: {applicability}."));
        var uncertainty = card.Object("uncertainty");
        if (uncertainty.Text("definition") is { } definition) blocks.Add(new ReportBlock.Paragraph($"Uncertainty: {definition}."));
        if (double.IsFinite(uncertainty.Number("coverage")))
            blocks.Add(new ReportBlock.Paragraph($"Coverage found: {JsonText.Number(uncertainty.Number("coverage"))} ({uncertainty.Text("coverage_note") ?? "share inside the interval"})."));
        List("Limits", "limits");
        List("Not recommended", "not_recommended");
        return new ReportSection("applicability", "Where the predictions apply", blocks);

        void List(string heading, string name)
        {
            var items = card.List(name).Select(JsonText.Show).ToList();
            if (items.Count == 0) return;
            blocks.Add(new ReportBlock.Heading(heading));
            blocks.Add(new ReportBlock.Points(items));
        }
    }

    /// <summary>The error per depth of the model and of each baseline on held-out groups; empty where targets are no depths.</summary>
    public static IReadOnlyList<NamedLine> ByDepth(JsonNode card)
    {
        var lines = new List<NamedLine>();
        var split = card.Object("scores").Object("held_out_groups") ?? card.Object("scores").Object("held_out_random_rows");
        foreach (var (name, scores) in split ?? [])
        {
            var points = (scores.Object("targets") ?? []).Select(target => (Bin: DepthBin.Find(target.Key), Error: target.Value.Number("rmse"))).Where(point => point.Bin is not null).OrderBy(point => point.Bin!.Middle).ToList();
            if (points.Count >= 3) lines.Add(new NamedLine(Name(name), [.. points.Select(point => point.Bin!.Middle)], [.. points.Select(point => point.Error)], [], []));
        }

        return lines;
    }

    /// <summary>Whether the scores are of decimal logarithms.</summary>
    public static bool IsLog10(JsonNode card) => (card.Object("scores").Text("space") ?? "").StartsWith("log10", StringComparison.Ordinal);

    private static ReportBlock.Grid ScoreTable(string split, JsonObject models, string? space)
    {
        var rows = models.Select(model =>
        {
            var (all, complete) = (model.Value.Object("all"), model.Value.Object("complete_rows"));
            return (IReadOnlyList<string>)[Name(model.Key), JsonText.Number(all.Number("n")), JsonText.Number(all.Number("rmse")), JsonText.Number(all.Number("bias")), JsonText.Number(all.Number("r_squared")), JsonText.Number(complete.Number("n")), JsonText.Number(complete.Number("rmse"))];
        });
        return new ReportBlock.Grid(
            $"Scores on {split.Replace('_', ' ')}{(space is null ? "" : $", in {space}")}",
            ["Model", "n", "RMSE", "Bias", "R squared", "n, complete rows", "RMSE, complete rows"],
            [.. rows]);
    }

    private static string Name(string key) => Names.GetValueOrDefault(key, key.Replace('_', ' '));

    private static string? Variables(JsonNode card, string name)
    {
        var variables = card.List(name).Select(variable => variable.Text("unit") is { } unit ? $"{variable.Text("name")} ({unit})" : variable.Text("name") ?? "").ToList();
        if (variables.Count == 0) return null;
        return variables.Count <= 12 ? string.Join(", ", variables) : $"{variables[0]}, {variables[1]} … {variables[^1]} ({variables.Count} in all)";
    }

    private static void Fact(List<IReadOnlyList<string>> facts, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) facts.Add([name, value]);
    }
}
