namespace OceanML.Core;

/// <summary>
/// A satellite granule, composite or model field on disk that reads what it is asked for. Formats implements it; Colocation and
/// Learning know only this.
/// </summary>
public interface IField : IDisposable
{
    /// <summary>The file or folder, as the user named it.</summary>
    string Source { get; }

    /// <summary>Product identifier, e.g. <c>pace-oci-l3m</c>, <c>olci-l2-c2rcc</c>, <c>cf-grid</c>.</summary>
    string Product { get; }

    /// <summary>Where the pixels are.</summary>
    FieldGeometry Geometry { get; }

    /// <summary>The time steps; one for a granule. Empty where the file gives no time.</summary>
    IReadOnlyList<TimeInterval> Times { get; }

    /// <summary>The time steps in the calendar of a model, where the file has one (noleap, 360_day, julian…); null where the calendar is that of the real world. As many as <see cref="Times"/>; an element is null where the time is missing.</summary>
    IReadOnlyList<ModelInterval?>? ModelTimes => null;

    /// <summary>Where the values come from, in words for a table made of them.</summary>
    FieldProvenance Provenance => FieldProvenance.Unknown;

    /// <summary>Variables on the pixels.</summary>
    IReadOnlyList<FieldVariable> Variables { get; }

    /// <summary>Bit-flag variables on the pixels.</summary>
    IReadOnlyList<FlagVariable> Flags { get; }

    /// <summary>The variables that play a part protocols ask for (<see cref="FieldRole"/>): role to a name from <see cref="Variables"/>.</summary>
    IReadOnlyDictionary<string, string> Roles => new Dictionary<string, string>();

    /// <summary>Conditions on other variables without which a pixel is not valid, from the product's description.</summary>
    IReadOnlyList<PixelCondition> Conditions => [];

    /// <summary>What a user should know of this file, one sentence each: attributes that contradict the time axis, coordinates that were filled.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>Reads a window of a variable, unpacked, in its unit, row-major; NaN where missing or outside the valid range.</summary>
    /// <param name="variable">A name from <see cref="Variables"/>.</param>
    /// <param name="window">The pixels; must lie inside the field.</param>
    /// <param name="values">Receives Rows x Columns values.</param>
    void Read(string variable, FieldWindow window, Span<double> values);

    /// <summary>Reads a window of a flag variable, row-major.</summary>
    /// <param name="flags">A name from <see cref="Flags"/>.</param>
    /// <param name="window">The pixels; the band is ignored.</param>
    /// <param name="values">Receives Rows x Columns bit patterns.</param>
    void ReadFlags(string flags, FieldWindow window, Span<ulong> values);

    /// <summary>
    /// Reads many windows of a variable at once: windows of any size, time step and band, in any order, overlapping or not. A field on disk
    /// decompresses each stored chunk that they touch once, several chunks at a time on several threads, and no other chunk: give it all
    /// windows and all bands that fit in memory, rather than chunk by chunk. The values are those of <see cref="Read"/>.
    /// </summary>
    /// <param name="variable">A name from <see cref="Variables"/>.</param>
    /// <param name="windows">The pixels; each window must lie inside the field.</param>
    /// <param name="values">Receives the values of the first window, then those of the second, and so on.</param>
    void ReadWindows(string variable, ReadOnlySpan<FieldWindow> windows, Span<double> values)
    {
        foreach (var window in windows)
        {
            Read(variable, window, values[..window.Pixels]);
            values = values[window.Pixels..];
        }
    }

    /// <summary>Reads many windows of a flag variable at once, as <see cref="ReadWindows"/> does for numbers.</summary>
    /// <param name="flags">A name from <see cref="Flags"/>.</param>
    /// <param name="windows">The pixels; the bands are ignored.</param>
    /// <param name="values">Receives the bit patterns of the first window, then those of the second, and so on.</param>
    void ReadFlagWindows(string flags, ReadOnlySpan<FieldWindow> windows, Span<ulong> values)
    {
        foreach (var window in windows)
        {
            ReadFlags(flags, window, values[..window.Pixels]);
            values = values[window.Pixels..];
        }
    }
}
