using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>A dataset of an ERDDAP server.</summary>
/// <param name="Server">Address of the server, e.g. <c>https://coastwatch.pfeg.noaa.gov/erddap</c>.</param>
/// <param name="IsGrid">Whether it is a grid (griddap) rather than a table (tabledap).</param>
/// <param name="Dataset">Its identifier.</param>
public sealed record ErddapAddress(string Server, bool IsGrid, string Dataset)
{
    /// <summary>The address of the dataset, as users know it.</summary>
    public string Text => $"{Server}/{Protocol}/{Dataset}";

    /// <summary>The address of what is known of the dataset.</summary>
    public Uri Info => new($"{Server}/info/{Dataset}/index.json");

    private string Protocol => IsGrid ? "griddap" : "tabledap";

    /// <summary>The address of a netCDF file with what a query asks for.</summary>
    /// <param name="query">The query, percent-encoded.</param>
    public Uri Request(string query) => new($"{Text}.nc?{query}");

    /// <summary>Reads an address as it is copied from a browser: with or without the ending of a page or a format.</summary>
    /// <exception cref="OceanException">It is no dataset of an ERDDAP server, or has a query.</exception>
    public static ErddapAddress Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw OceanException.Usage($"'{text}' is not an http:// or https:// address; e.g. https://coastwatch.pfeg.noaa.gov/erddap/tabledap/cwwcNDBCMet");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw OceanException.Usage($"'{text}' has a query; give the address of the dataset alone, and say with options what is wanted");
        var parts = address.AbsolutePath.TrimEnd('/').Split('/');
        var at = Array.FindIndex(parts, part => part is "tabledap" or "griddap");
        if (at < 0 || at != parts.Length - 2)
            throw OceanException.Usage($"'{text}' is not a dataset of an ERDDAP server: its address ends with tabledap/ or griddap/ and the identifier, e.g. https://coastwatch.pfeg.noaa.gov/erddap/tabledap/cwwcNDBCMet");
        var name = parts[^1];
        var dot = name.LastIndexOf('.');
        if (dot > 0) name = name[..dot];
        return new ErddapAddress($"{address.Scheme}://{address.Authority}{string.Join('/', parts[..at])}", parts[at] == "griddap", name);
    }
}
