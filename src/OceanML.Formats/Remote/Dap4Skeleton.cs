using System.Globalization;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Remote;

/// <summary>Writes a netCDF file that stands for a DAP4 dataset: all of its structure and attributes, and the values of the coordinates alone.</summary>
internal static class Dap4Skeleton
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="description">The dataset.</param>
    /// <param name="variables">The variables it is to have.</param>
    /// <param name="ranges">First and last index of the dimensions that are cut, by name.</param>
    /// <param name="values">The values of some variables.</param>
    public static void Write(
        string path, Dap4Description description, List<Dap4Variable> variables, IReadOnlyDictionary<string, (long First, long Last)> ranges, Dictionary<Dap4Variable, Dap4Values> values)
    {
        using var writer = NetCdfWriter.Create(path);
        foreach (var attribute in description.Attributes.DistinctBy(attribute => attribute.Name)) Add(attribute, (name, text) => writer.Root.Attribute(name, text), (name, type, numbers) => writer.Root.Attribute(name, type, numbers));
        foreach (var (name, length) in variables.SelectMany(variable => variable.Dimensions).DistinctBy(dimension => dimension.Name))
            writer.Root.Dimension(name, ranges.TryGetValue(name, out var range) ? range.Last - range.First + 1 : length);
        var groups = new Dictionary<string, NetCdfGroupWriter> { [""] = writer.Root };
        var written = new List<(NetCdfVariableWriter Writer, Dap4Variable Variable)>();
        foreach (var variable in variables)
        {
            var dimensions = variable.Dimensions.Select(dimension => dimension.Name).ToList();
            if (variable.IsText)
            {
                var width = Math.Max(1, values[variable].Texts.DefaultIfEmpty("").Max(text => System.Text.Encoding.UTF8.GetByteCount(text)));
                dimensions.Add(FormattableString.Invariant($"{variable.Name}_length"));
                writer.Root.Dimension(dimensions[^1], width);
            }

            var target = Group(variable.Place).Variable(variable.Name, variable.Type!.Value, [.. dimensions]);
            foreach (var attribute in variable.Attributes.DistinctBy(attribute => attribute.Name)) Add(attribute, variable.Type.Value, target);
            written.Add((target, variable));
        }

        foreach (var (target, variable) in written)
        {
            if (!values.TryGetValue(variable, out var known)) continue;
            if (variable.IsText) target.Write(known.Texts);
            else target.WriteBytes(known.Bytes);
        }

        writer.Close();

        NetCdfGroupWriter Group(string place)
        {
            var slash = place.LastIndexOf('/');
            var name = slash < 0 ? "" : place[..slash];
            if (groups.TryGetValue(name, out var group)) return group;
            return groups[name] = Group(name).Group(name[(name.LastIndexOf('/') + 1)..]);
        }
    }

    private static void Add(Dap4Attribute attribute, NetCdfType type, NetCdfVariableWriter target)
    {
        // libnetcdf wants a fill value of the variable's own type.
        if (attribute.Name == "_FillValue")
        {
            if (type.IsNumeric() && Number(attribute.Values[0]) is { } fill) target.Fill(fill);
            return;
        }

        Add(attribute, (name, text) => target.Attribute(name, text), (name, own, numbers) => target.Attribute(name, own, numbers));
    }

    private static void Add(Dap4Attribute attribute, Action<string, string> text, Action<string, NetCdfType, double[]> number)
    {
        var type = new Dap4Variable("", attribute.Type, [], []).Type;
        var numbers = attribute.Values.Select(Number).ToArray();
        if (attribute.Name.StartsWith("_NC", StringComparison.Ordinal)) return;
        if (type is null or NetCdfType.Char || Array.Exists(numbers, value => value is null)) text(attribute.Name, string.Join('\n', attribute.Values));
        else number(attribute.Name, type.Value, [.. numbers.Select(value => value!.Value)]);
    }

    private static double? Number(string text) => double.TryParse(text.TrimEnd('f', 'F', 'b', 's', 'L'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : text.StartsWith("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN : null;
}
