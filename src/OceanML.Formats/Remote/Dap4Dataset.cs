using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Remote;

/// <summary>
/// A dataset asked by DAP4 (OPeNDAP, Data Access Protocol 4.0, volume 1). libnetcdf 4.9 fetches the whole of a DAP4 dataset when it opens it, and
/// encodes constraints so that servers do not understand them; so requests are made here: the description, the coordinates, then each
/// hyperslab that is read.
/// </summary>
internal sealed class Dap4Dataset
{
    private readonly OpendapRequests requests;
    private readonly string address;
    private readonly Dap4Description description;

    private Dap4Dataset(OpendapRequests requests, string address, Dap4Description description) => (this.requests, this.address, this.description) = (requests, address, description);

    /// <summary>Asks for the description of a dataset.</summary>
    /// <exception cref="OceanException">The server cannot be reached, or does not speak DAP4.</exception>
    public static Dap4Dataset Open(OpendapRequests requests, string address)
    {
        var answer = requests.Ask(address + ".dmr.xml", mayBeAbsent: true) ?? requests.Ask(address + ".dmr")!;
        return new Dap4Dataset(requests, address, Dap4Description.Read(File.ReadAllText(answer), address));
    }

    /// <summary>The dataset, or a part of it, as a file whose values come from the server when they are read; coordinates are here at once.</summary>
    /// <param name="ranges">First and last index of the dimensions that are cut, by name.</param>
    /// <param name="wanted">Which variables it has; null for all.</param>
    /// <param name="reading">How failed requests are tried again.</param>
    public NetCdfFile Part(IReadOnlyDictionary<string, (long First, long Last)> ranges, Func<Dap4Variable, bool>? wanted, RemoteReading reading)
    {
        List<Dap4Variable> variables = [.. description.Variables.Where(variable => variable.IsReadable && (wanted is null || wanted(variable)))];
        List<Dap4Variable> local = [.. variables.Where(variable => description.IsCoordinate(variable) || variable.IsText)];
        var values = local.Count == 0 ? [] : Ask(local.Select(variable => (variable, variable.Whole(ranges))));
        var path = requests.NewFile(".nc");
        Dap4Skeleton.Write(path, description, variables, ranges, values);
        var byName = variables.Except(local).ToDictionary(variable => variable.Place);
        return NetCdfFile.OpenRemote(path, address, reading with { Fetch = Fetch });

        byte[]? Fetch(NetCdfVariable variable, NetCdfSlab slab)
        {
            if (!byName.TryGetValue(variable.Path, out var asked)) return null;
            var slices = new (long First, long Step, long Last)[slab.Starts.Count];
            for (var i = 0; i < slices.Length; i++)
            {
                var offset = ranges.TryGetValue(asked.Dimensions[i].Name, out var range) ? range.First : 0;
                slices[i] = (offset + slab.Starts[i], slab.Stride(i), offset + slab.Starts[i] + ((slab.Counts[i] - 1) * slab.Stride(i)));
            }

            return Ask([(asked, slices)])[asked].Bytes;
        }
    }

    private Dictionary<Dap4Variable, Dap4Values> Ask(IEnumerable<(Dap4Variable Variable, (long First, long Step, long Last)[] Slices)> wanted)
    {
        var list = wanted.ToList();
        var constraint = string.Join(';', list.Select(item => item.Variable.Constraint(item.Slices)));
        var answer = requests.Ask($"{address}.dap?dap4.ce={Uri.EscapeDataString(constraint)}")!;
        try
        {
            return Dap4Answer.Read(answer, address, list);
        }
        finally
        {
            File.Delete(answer);
        }
    }
}
