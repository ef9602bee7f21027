using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Fields;
using OceanML.Formats.Native;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Remote;

/// <summary>
/// A dataset on an OPeNDAP server, by DAP2 (through libnetcdf) or DAP4. Only what is read is asked of the server: the description and the coordinates
/// first, then hyperslabs.
/// </summary>
public sealed class OpendapDataset : IDisposable
{
    private readonly OpendapRequests requests;
    private readonly RemoteReading reading;
    private readonly Dap4Dataset? dap4;
    private readonly Lazy<NetCdfFile> whole;

    private OpendapDataset(OpendapAddress address, OpendapRequests requests, HttpSourceOptions options, Dap4Dataset? dap4)
    {
        (Address, this.requests, this.dap4, reading) = (address, requests, dap4, new RemoteReading(options.Retries, options.FirstDelay));
        whole = new Lazy<NetCdfFile>(() => dap4 is null ? NetCdfFile.OpenRemote(address.Text, address.Text, reading) : dap4.Part(new Dictionary<string, (long, long)>(), null, reading));
    }

    /// <summary>Its address.</summary>
    public OpendapAddress Address { get; }

    /// <summary>What it is, by its attributes and coordinates.</summary>
    public Product Product => ProductFile.Identify(whole.Value);

    /// <summary>All of the dataset.</summary>
    internal NetCdfFile Whole => whole.Value;

    /// <summary>Opens a dataset.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="folder">Folder for answers; it must exist.</param>
    /// <param name="options">Patience.</param>
    /// <param name="agent">Name and version of this program, for the server's log.</param>
    /// <exception cref="OceanException">The server cannot be reached, has no such dataset, or is no OPeNDAP server.</exception>
    public static OpendapDataset Open(OpendapAddress address, string folder, HttpSourceOptions options, string agent)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        var requests = new OpendapRequests(address.Text, folder, options, agent);
        try
        {
            if (address.IsDap4) return new OpendapDataset(address, requests, options, Dap4Dataset.Open(requests, address.Text));

            // libnetcdf has no words for what goes wrong on the way; so the way is tried first.
            var description = File.ReadAllText(requests.Ask(address.Text + ".dds")!);
            if (!description.TrimStart().StartsWith("Dataset", StringComparison.OrdinalIgnoreCase))
                throw OceanException.Unreachable($"{address.Text}: the server does not answer as an OPeNDAP server: {OpendapRequests.Words(description)}");
            LimitWaiting(folder, options.Timeout);
            return new OpendapDataset(address, requests, options, null);
        }
        catch
        {
            requests.Dispose();
            throw;
        }
    }

    /// <summary>The dataset as a field that asks the server for the windows read.</summary>
    /// <exception cref="OceanException">It is no grid.</exception>
    public IField Field() => FieldFile.Of(whole.Value);

    /// <summary>A part of the dataset: some variables, within ranges of some dimensions.</summary>
    /// <param name="ranges">First and last index of the dimensions that are cut, by name.</param>
    /// <param name="names">Names of the variables.</param>
    internal NetCdfFile Part(IReadOnlyDictionary<string, (long First, long Last)> ranges, IReadOnlySet<string> names)
    {
        if (dap4 is not null) return dap4.Part(ranges, variable => names.Contains(variable.Name), reading);
        var projection = string.Join(',', whole.Value.Variables.Where(variable => names.Contains(variable.Name)).Select(variable => variable.Name + Slices(variable, ranges)));
        return NetCdfFile.OpenRemote($"{Address.Text}?{projection}", Address.Text, reading);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (whole.IsValueCreated) whole.Value.Dispose();
        requests.Dispose();
    }

    // Texts have no dimension of letters in DAP2.
    private static string Slices(NetCdfVariable variable, IReadOnlyDictionary<string, (long First, long Last)> ranges)
    {
        var dimensions = variable.Type == NetCdfType.Char ? variable.Dimensions.SkipLast(1) : variable.Dimensions;
        return string.Concat(dimensions.Select(dimension =>
        {
            var (first, last) = ranges.TryGetValue(dimension.Name, out var range) ? range : (0, dimension.Length - 1);
            return string.Create(CultureInfo.InvariantCulture, $"[{first}:1:{last}]");
        }));
    }

    // libnetcdf takes its timeouts from a file named in the environment, when it is first used; each is for a whole request.
    private static void LimitWaiting(string folder, TimeSpan patience)
    {
        var seconds = (int)Math.Ceiling(patience.TotalSeconds);
        var settings = Path.Combine(folder, "ncrc");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"HTTP.TIMEOUT={4 * seconds}\nHTTP.CONNECTTIMEOUT={seconds}\n"));
        _ = EnvironmentNative.Set("NCRCENV_RC", settings, 1);
    }
}
