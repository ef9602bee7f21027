using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>A dataset of an OPeNDAP server.</summary>
/// <param name="Text">Its address, without the ending of a page or an answer.</param>
/// <param name="IsDap4">Whether it is asked by DAP4 rather than DAP2.</param>
public sealed record OpendapAddress(string Text, bool IsDap4)
{
    private static readonly string[] Endings = [".html", ".dds", ".das", ".dods", ".info", ".ascii", ".asc", ".ddx", ".dmr", ".dmr.xml", ".dap"];

    /// <summary>Reads an address: DAP4 where it says so (<c>dap4://</c>, <c>#dap4</c>, <c>#mode=dap4</c>, or the ending of one of its answers), DAP2 otherwise.</summary>
    /// <exception cref="OceanException">It is no address, or has a query.</exception>
    public static OpendapAddress Parse(string text)
    {
        var address = text.Trim();
        var isDap4 = false;
        foreach (var (scheme, dap4) in (ReadOnlySpan<(string, bool)>)[("dap4://", true), ("dap2://", false), ("dods://", false)])
        {
            if (!address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            (address, isDap4) = ("https://" + address[scheme.Length..], dap4);
        }

        var mark = address.IndexOf('#', StringComparison.Ordinal);
        if (mark >= 0)
        {
            isDap4 |= address[mark..].Contains("dap4", StringComparison.OrdinalIgnoreCase);
            address = address[..mark];
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            throw OceanException.Usage($"'{text}' is not an address of a dataset; e.g. https://server/thredds/dodsC/dataset.nc, and #dap4 after it for DAP4");
        if (parsed.Query.Length > 0) throw OceanException.Usage($"'{text}' has a query; give the address of the dataset alone, and say with options what is wanted");
        isDap4 |= address.EndsWith(".dmr", StringComparison.Ordinal) || address.EndsWith(".dmr.xml", StringComparison.Ordinal) || address.EndsWith(".dap", StringComparison.Ordinal);
        foreach (var ending in Endings.OrderByDescending(ending => ending.Length))
        {
            if (!address.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) continue;
            address = address[..^ending.Length];
            break;
        }

        return new OpendapAddress(address.TrimEnd('/'), isDap4);
    }
}
