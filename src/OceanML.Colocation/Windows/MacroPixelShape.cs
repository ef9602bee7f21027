using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which pixels round an observation make its macro-pixel.</summary>
public abstract record MacroPixelShape
{
    private MacroPixelShape()
    {
    }

    /// <summary>The shape as <see cref="Parse"/> reads it: <c>3</c>, <c>10km</c>, <c>0.25deg</c>.</summary>
    public abstract string Text { get; }

    /// <summary>The area whose pixels are taken; null where they are counted from the nearest one.</summary>
    internal virtual SearchArea? Area => null;

    /// <summary>Parses <c>5</c> (5 x 5 pixels), <c>10km</c> (centres within 10 km) or <c>0.25deg</c> (within 0.25 degrees of latitude and of longitude).</summary>
    /// <exception cref="OceanException">None of these, an even number of pixels, or nothing above 0.</exception>
    public static MacroPixelShape Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size)) return new Box(size).Checked();
        if (Number(trimmed, "km") is { } km) return new Disc(km).Checked();
        if (Number(trimmed, "deg") is { } degrees) return new Degrees(degrees).Checked();
        throw OceanException.Usage($"'{text}' is not a macro-pixel; write 5 for 5 x 5 pixels, 10km for all pixels within 10 km, or 0.25deg for all within 0.25 degrees");
    }

    /// <summary>This shape, where its numbers are possible.</summary>
    /// <exception cref="OceanException">A number is out of range.</exception>
    public abstract MacroPixelShape Checked();

    private static double? Number(string text, string unit) =>
        text.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>N x N pixels round the nearest one.</summary>
    /// <param name="Size">Rows and columns; odd, 1 to 99.</param>
    public sealed record Box(int Size) : MacroPixelShape
    {
        /// <inheritdoc/>
        public override string Text => Size.ToString(CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override MacroPixelShape Checked() =>
            Size is >= 1 and <= 99 && Size % 2 == 1
                ? this
                : throw OceanException.Usage($"a macro-pixel of {Size} x {Size} has no centre or is too large; the box must be odd, 1 to 99");
    }

    /// <summary>All pixels whose centre is within a great-circle distance of the observation.</summary>
    /// <param name="RadiusKm">Distance, km.</param>
    public sealed record Disc(double RadiusKm) : MacroPixelShape
    {
        /// <inheritdoc/>
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"{RadiusKm}km");

        internal override SearchArea Area => new SearchArea.Disc(RadiusKm);

        /// <inheritdoc/>
        public override MacroPixelShape Checked() =>
            RadiusKm is > 0 and <= 20_040 ? this : throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"a macro-pixel of {RadiusKm} km is not possible; give a radius above 0"));
    }

    /// <summary>All pixels whose centre is within so many degrees of latitude and of longitude; in km the width shrinks towards the poles.</summary>
    /// <param name="Half">Degrees to either side.</param>
    public sealed record Degrees(double Half) : MacroPixelShape
    {
        /// <inheritdoc/>
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"{Half}deg");

        internal override SearchArea Area => new SearchArea.Degrees(Half, Half);

        /// <inheritdoc/>
        public override MacroPixelShape Checked() =>
            Half is > 0 and <= 180 ? this : throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"a macro-pixel of {Half} degrees is not possible; give a half width above 0"));
    }
}
