using OceanML.Core;

namespace OceanML.Learning.Tests.Features;

/// <summary>Small tables for the tests of features.</summary>
internal static class Some
{
    public const long Hour = 3600 * Timestamp.PerSecond;

    /// <summary>A series of one platform, one value per hour, at these hours.</summary>
    public static Table Series(double[] hours, double[] values, string platform = "P") => new(
    [
        new TextColumn("platform", [.. hours.Select(_ => platform)]),
        new TimeColumn("time", [.. hours.Select(hour => hour < 0 ? Timestamp.Missing : (long)(hour * Hour))]),
        new NumberColumn("v", values, new ColumnMetadata("degC", LongName: "Value")),
    ]);

    public static Table Point(params (string Name, double[] Values)[] columns) => new(columns.Select(column => new NumberColumn(column.Name, column.Values)));

    public static PreparedDataset Prepare(Table table, string derive, string target = "v", Func<DatasetRecipe, DatasetRecipe>? change = null)
    {
        var recipe = new DatasetRecipe { Derive = FeatureRequest.Parse([derive]), Targets = target.Length > 0 ? [target] : [] };
        return DatasetPreparation.Prepare(table, change is null ? recipe : change(recipe));
    }

    /// <summary>The derived columns with every row, those without a value too.</summary>
    public static Table Derived(Table table, string derive, Func<DatasetRecipe, DatasetRecipe>? change = null) =>
        Prepare(table, derive, "", recipe => (change?.Invoke(recipe) ?? recipe) with { KeepMissing = true }).Table;
}
