namespace OceanML.Formats.Access;

/// <summary>Lines of an index as columns: one element per profile, texts by their number in lists of the different ones.</summary>
internal sealed class GdacLines(int capacity)
{
    /// <summary>Number of lines.</summary>
    public int Count { get; set; }

    /// <summary>Number of the origin.</summary>
    public int[] Origins { get; } = new int[capacity];

    /// <summary>WMO number.</summary>
    public int[] Platforms { get; } = new int[capacity];

    /// <summary>Cycle; -1 where the file name has none.</summary>
    public int[] Cycles { get; } = new int[capacity];

    /// <summary>Number of the parameters with their modes.</summary>
    public int[] Contents { get; } = new int[capacity];

    /// <summary>Time, UTC microseconds, or missing.</summary>
    public long[] Times { get; } = new long[capacity];

    /// <summary>Latitude or NaN.</summary>
    public double[] Latitudes { get; } = new double[capacity];

    /// <summary>Longitude -180..180 or NaN.</summary>
    public double[] Longitudes { get; } = new double[capacity];

    /// <summary>When the file changed last, or missing.</summary>
    public long[] Updates { get; } = new long[capacity];

    /// <summary>Paths that are not laid out as the others, by line.</summary>
    public Dictionary<int, string> OddFiles { get; } = [];
}
