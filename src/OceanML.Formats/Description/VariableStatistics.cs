using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Description;

/// <summary>
/// Range and missing share of a netCDF variable. A variable with more values than the limit is sampled: whole blocks of rows, evenly
/// spaced from its beginning to its end, so that each storage chunk is inflated at most once.
/// </summary>
internal static class VariableStatistics
{
    private const int BlockValues = 1 << 20;
    private const int TextLimit = 200_000;

    public static VariableDescription Describe(NetCdfVariable variable, long limit, NetCdfDecoding decoding)
    {
        var description = new VariableDescription(
            variable.Path,
            variable.Type.CdlName(),
            [.. variable.Dimensions.Select(dimension => (dimension.Name, dimension.Length))],
            variable.Count)
        {
            Unit = variable.Unit,
            StandardName = variable.StandardName,
            LongName = variable.LongName,
        };
        if (variable.Count == 0 || variable.Type == NetCdfType.UserDefined) return description;
        return variable.Type.IsNumeric() ? Numbers(variable, description, limit, decoding) : Texts(variable, description);
    }

    /// <summary>The blocks to read: all of a variable, or evenly spaced ones of about the limit in all.</summary>
    public static IEnumerable<NetCdfSlab> Blocks(NetCdfVariable variable, long limit)
    {
        var shape = variable.Dimensions.Select(dimension => dimension.Length).ToArray();
        if (shape.Length == 0 || variable.Count <= BlockValues)
        {
            yield return new NetCdfSlab(variable);
            yield break;
        }

        var sampled = variable.Count > limit;
        var target = sampled ? Math.Max(1, Math.Min(BlockValues, limit / 16)) : BlockValues;

        // The innermost dimensions that fit into a block are read whole; the one outside them in runs; those further out one by one.
        var (axis, inner) = (shape.Length - 1, 1L);
        while (axis > 0 && inner * shape[axis] <= target) inner *= shape[axis--];
        var chunk = variable.Storage.IsChunked ? variable.Storage.ChunkLengths[axis] : 1;
        var run = Math.Min(shape[axis], Math.Max(1, target / inner));
        if (chunk > 1) run = Math.Min(shape[axis], run < chunk && chunk * inner <= 8L * BlockValues ? chunk : Math.Max(1, run / chunk * chunk));
        var runs = (shape[axis] + run - 1) / run;
        var outer = shape.Take(axis).Aggregate(1L, (product, length) => product * length);
        var blocks = outer * runs;
        var wanted = sampled ? Math.Clamp(limit / (run * inner), 1, blocks) : blocks;
        for (var i = 0L; i < wanted; i++)
        {
            var (place, at) = Math.DivRem((long)((i + 0.5) * blocks / wanted), runs);
            var (start, count) = (new long[shape.Length], (long[])shape.Clone());
            for (var k = axis - 1; k >= 0; k--)
            {
                (place, start[k]) = Math.DivRem(place, shape[k]);
                count[k] = 1;
            }

            start[axis] = at * run;
            count[axis] = Math.Min(run, shape[axis] - start[axis]);
            yield return new NetCdfSlab(start, count);
        }
    }

    private static VariableDescription Numbers(NetCdfVariable variable, VariableDescription description, long limit, NetCdfDecoding decoding)
    {
        var (minimum, maximum, missing, examined) = (double.PositiveInfinity, double.NegativeInfinity, 0L, 0L);
        foreach (var block in Blocks(variable, limit))
        {
            var values = new double[block.Count];
            variable.ReadDoubles(block, values, decoding);
            examined += values.Length;
            foreach (var value in values)
            {
                if (!double.IsFinite(value))
                {
                    missing++;
                    continue;
                }

                if (value < minimum) minimum = value;
                if (value > maximum) maximum = value;
            }
        }

        var any = minimum <= maximum;
        var time = Time(variable);
        return description with
        {
            Examined = examined,
            Missing = (double)missing / examined,
            Minimum = any ? Text(variable, time, minimum) : null,
            Maximum = any ? Text(variable, time, maximum) : null,
            IsNumber = time is null,
        };
    }

    private static VariableDescription Texts(NetCdfVariable variable, VariableDescription description)
    {
        if (variable.Count > TextLimit * 64L) return description;
        var texts = variable.ReadTexts();
        var example = texts.FirstOrDefault(text => text is not null);
        return description with
        {
            Examined = variable.Count,
            Missing = texts.Length == 0 ? null : (double)texts.Count(text => text is null) / texts.Length,
            Example = example is { Length: > 60 } ? example[..57] + "..." : example,
        };
    }

    // A time without a usable unit is shown as the number it is.
    private static CfTime? Time(NetCdfVariable variable)
    {
        if (!CfTime.IsTime(variable.Unit)) return null;
        try
        {
            return CfTime.Parse(variable.Unit!, variable.Attributes.Text("calendar"));
        }
        catch (OceanException)
        {
            return null;
        }
    }

    private static string Text(NetCdfVariable variable, CfTime? time, double value)
    {
        if (time is not null) return Timestamp.Format(time.Decode(value)) is { Length: > 0 } text ? text : value.ToString(CultureInfo.InvariantCulture);
        var isSingle = variable.Type == NetCdfType.Float32 || (variable.Attributes["scale_factor"] is not null && variable.Type.Size() < 4);
        return isSingle ? ((float)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
    }
}
