using OceanML.Core;

namespace OceanML.Formats.NetCdf;

/// <summary>A hyperslab: start, count and stride along each dimension of a variable.</summary>
public sealed class NetCdfSlab
{
    private readonly long[] starts;
    private readonly long[] counts;
    private readonly long[]? strides;

    /// <summary>The whole of a variable.</summary>
    public NetCdfSlab(NetCdfVariable variable)
        : this(new long[variable.Dimensions.Count], [.. variable.Dimensions.Select(dimension => dimension.Length)])
    {
    }

    /// <summary>A part of a variable.</summary>
    /// <param name="starts">First index along each dimension.</param>
    /// <param name="counts">Number of values along each dimension.</param>
    /// <param name="strides">Step between them; 1 where null.</param>
    public NetCdfSlab(long[] starts, long[] counts, long[]? strides = null)
    {
        if (starts.Length != counts.Length || (strides is not null && strides.Length != starts.Length))
            throw new ArgumentException("starts, counts and strides must have one number per dimension");
        (this.starts, this.counts) = (starts, counts);
        this.strides = strides is null || strides.All(stride => stride == 1) ? null : strides;
    }

    /// <summary>First index along each dimension.</summary>
    public IReadOnlyList<long> Starts => starts;

    /// <summary>Number of values along each dimension.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>Number of values in all.</summary>
    public long Count
    {
        get
        {
            var product = 1L;
            foreach (var count in counts) product *= count;
            return product;
        }
    }

    /// <summary>Step along a dimension.</summary>
    internal long Stride(int dimension) => strides?[dimension] ?? 1;

    /// <summary>Whether all steps are 1.</summary>
    internal bool IsDense => strides is null;

    /// <summary>Whether the variable has all of these values.</summary>
    internal bool IsInside(NetCdfVariable variable)
    {
        var inside = starts.Length == variable.Dimensions.Count;
        for (var i = 0; inside && i < starts.Length; i++)
        {
            var stride = strides?[i] ?? 1;
            inside = starts[i] >= 0 && counts[i] >= 0 && stride > 0
                && (counts[i] == 0 || starts[i] + ((counts[i] - 1) * stride) < variable.Dimensions[i].Length);
        }

        return inside;
    }

    internal void RequireInside(NetCdfVariable variable, string file)
    {
        if (!IsInside(variable))
        {
            var shape = string.Join(" x ", variable.Dimensions.Select(dimension => dimension.Length));
            var place = $"{string.Join(",", starts)} + {string.Join(",", counts)}";
            throw OceanException.BadInput($"{file}: variable '{variable.Path}' of {shape} has no values at {place}");
        }
    }

    // A scalar still needs a valid address.
    internal nuint[] NativeStarts() => starts.Length == 0 ? [0] : Array.ConvertAll(starts, start => (nuint)start);

    internal nuint[] NativeCounts() => counts.Length == 0 ? [1] : Array.ConvertAll(counts, count => (nuint)count);

    internal nint[]? NativeStrides() => strides is null ? null : Array.ConvertAll(strides, stride => (nint)stride);
}
