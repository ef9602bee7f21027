using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>How profiles are reduced to one value near the surface: the mean down to a depth, or the mean as light sees it.</summary>
/// <param name="Bottom">Depth of a plain mean, m; NaN for an optical one.</param>
/// <param name="Attenuation">Where Kd of an optical mean comes from; null for a plain one.</param>
public sealed record SurfaceReduction(double Bottom, Attenuation? Attenuation)
{
    /// <summary>
    /// What <c>--surface</c> and <c>--kd</c> say: a depth such as <c>10</c> (m), or <c>optical</c> with <c>morel</c> (also where --kd is not given) or a column;
    /// or both in one, as <see cref="ToString"/> writes them: <c>optical:Kd_490</c>.
    /// </summary>
    /// <exception cref="OceanException">It is neither a depth above 0 nor <c>optical</c>, or --kd is given with a depth.</exception>
    public static SurfaceReduction Parse(string surface, string? kd = null)
    {
        ArgumentNullException.ThrowIfNull(surface);
        var text = surface.Trim();
        if (text.StartsWith("optical:", StringComparison.OrdinalIgnoreCase) && string.IsNullOrWhiteSpace(kd)) (text, kd) = (text[..7], text[8..]);
        if (text.Equals("optical", StringComparison.OrdinalIgnoreCase)) return new SurfaceReduction(double.NaN, Attenuation.Parse(string.IsNullOrWhiteSpace(kd) ? "morel" : kd.Trim()));
        if (text.EndsWith('m')) text = text[..^1].TrimEnd();
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bottom) || !(bottom > 0 && double.IsFinite(bottom)))
            throw OceanException.Usage($"--surface is '{surface}'; it must be a depth in metres above 0, such as 10, or optical");
        if (!string.IsNullOrWhiteSpace(kd)) throw OceanException.Usage("--kd goes with --surface optical; a mean down to a depth has no use for it");
        return new SurfaceReduction(bottom, null);
    }

    /// <summary>What is done, as a clause for the log: <c>the mean down to 10 m</c>.</summary>
    public string Description => Attenuation is null
        ? string.Create(CultureInfo.InvariantCulture, $"the mean down to {Bottom} m")
        : $"the mean weighted by exp(-2 Kd z) down to 1/Kd, Kd from {(Attenuation.FromChlorophyll ? $"{Attenuation.Column ?? "chlorophyll"} (Morel)" : Attenuation.Column)}";

    /// <summary>The reduction in one text that <see cref="Parse"/> reads: <c>10</c>, <c>optical:morel:CHLA</c>.</summary>
    public override string ToString() => Attenuation switch
    {
        null => Bottom.ToString("R", CultureInfo.InvariantCulture),
        { FromChlorophyll: true, Column: { } column } => $"optical:morel:{column}",
        { FromChlorophyll: true } => "optical:morel",
        _ => $"optical:{Attenuation.Column}",
    };

    /// <summary>Reduces the profiles of a table.</summary>
    /// <param name="table">Levels, as for <see cref="SurfaceLayer.Reduce"/>.</param>
    /// <param name="goodFlagsOnly">Whether values and depths with a bad flag are left out.</param>
    /// <exception cref="OceanException">A column that is needed does not exist.</exception>
    public SurfaceResult Reduce(Table table, bool goodFlagsOnly = true) =>
        Attenuation is null ? SurfaceLayer.Reduce(table, Bottom, goodFlagsOnly) : OpticalLayer.Reduce(table, Attenuation, goodFlagsOnly);
}
