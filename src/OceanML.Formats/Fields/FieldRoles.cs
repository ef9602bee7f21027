using OceanML.Core;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Which variables of a field play the parts that protocols ask for: by the product's description, else by CF standard names.</summary>
internal static class FieldRoles
{
    private static readonly Dictionary<string, string[]> StandardNames = new()
    {
        [FieldRole.SunZenith] = ["solar_zenith_angle"],
        [FieldRole.ViewZenith] = ["sensor_zenith_angle", "platform_zenith_angle"],
        [FieldRole.WindSpeed] = ["wind_speed"],
        [FieldRole.AerosolThickness] = ["atmosphere_optical_thickness_due_to_ambient_aerosol_particles", "atmosphere_optical_thickness_due_to_aerosol"],
    };

    public static Dictionary<string, string> Of(IReadOnlyCollection<FieldVariable> variables, ProductDescription? description)
    {
        var roles = new Dictionary<string, string>();
        foreach (var role in FieldRole.All)
        {
            var found = description is not null && description.Roles.TryGetValue(role, out var pattern)
                ? variables.FirstOrDefault(variable => NamePattern.Matches(pattern, variable.Name))
                : null;
            found ??= variables.FirstOrDefault(variable => variable.Bands == 1 && StandardNames[role].Contains(variable.StandardName));
            if (found is not null) roles[role] = found.Name;
        }

        return roles;
    }
}
