using OceanML.Core;

namespace OceanML.Learning;

/// <summary>How a feature of the model comes out of the data: from which column, converted how, under which flags.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Column">The column or variable that stands for it.</param>
/// <param name="Conversion">From the unit of the data to that of training.</param>
internal sealed record FeatureColumn(ModelVariable Feature, string Column, UnitConversion Conversion)
{
    /// <summary>Works out the conversion.</summary>
    /// <param name="label">How messages name the data.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="column">The column that stands for it.</param>
    /// <param name="unit">Its unit in the data; null where unknown.</param>
    /// <param name="options">Whether units are ignored, the vocabulary.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <param name="conversions">Receives a line where values are converted.</param>
    /// <exception cref="OceanException">The unit is another and cannot be converted.</exception>
    public static FeatureColumn Of(string label, ModelVariable feature, string column, string? unit, PredictionOptions options, List<string> warnings, List<string> conversions)
    {
        if (!UnitText.Differ(unit, feature.Unit)) return new FeatureColumn(feature, column, UnitConversion.Identity);
        var message = $"{label}: '{column}' is in '{unit}' and {options.Model} was trained on '{feature.Unit}'";
        if (options.IgnoreUnits)
        {
            warnings.Add($"{message}; taken as it is, as asked");
            return new FeatureColumn(feature, column, UnitConversion.Identity);
        }

        var entry = options.Vocabulary?.FindColumn(feature.Name) ?? options.Vocabulary?.FindColumn(column);
        if (UnitConversion.Between(unit!, feature.Unit!, entry, out var reason) is not { } conversion)
            throw OceanException.BadInput($"{message}; {reason}: convert it, or ignore units if the two mean the same");
        if (conversion.NeedsDensity) throw OceanException.BadInput($"{message}, which needs the density of the water; convert it with oceanml-qc, which works it out from temperature, salinity and pressure, or ignore units if the two mean the same");
        conversions.Add($"'{column}' converted from {unit} to {feature.Unit} ({conversion.Arithmetic}{(conversion.Basis is { } basis ? $"; {basis}" : "")})");
        return new FeatureColumn(feature, column, conversion);
    }
}
