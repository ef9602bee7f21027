using OceanML.Core;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>
/// A netCDF file open for reading: classic, 64-bit offset, CDF-5 or netCDF-4 with groups. The structure is read at once, the
/// values when asked. May be used from any thread. libnetcdf reads one after the other; the chunks of large variables are inflated here, on
/// several threads.
/// </summary>
public sealed class NetCdfFile : IDisposable
{
    private const long LargeVariable = 1 << 19;

    private readonly NetCdfHandle handle;

    private NetCdfFile(string path, NetCdfHandle handle, NetCdfFormat format, NetCdfGroup root, int threads)
    {
        (Path, this.handle, Format, Root, Threads) = (path, handle, format, root, threads);
        Groups = [.. root.SelfAndDescendants()];
        Variables = [.. Groups.SelectMany(group => group.Variables)];
    }

    /// <summary>The file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>Whether it is a dataset on an OPeNDAP server: what is read is asked of the server, and no more than that.</summary>
    public bool IsRemote { get; private init; }

    /// <summary>How it is stored.</summary>
    public NetCdfFormat Format { get; }

    /// <summary>The root group.</summary>
    public NetCdfGroup Root { get; }

    /// <summary>All groups, parents first, the root included.</summary>
    public IReadOnlyList<NetCdfGroup> Groups { get; }

    /// <summary>All variables of all groups, in file order.</summary>
    public IReadOnlyList<NetCdfVariable> Variables { get; }

    /// <summary>Number of threads that decompress values.</summary>
    public int Threads { get; }

    /// <summary>The attributes of the file.</summary>
    public NetCdfAttributeSet Attributes => Root.Attributes;

    /// <summary>The variable of a name.</summary>
    /// <param name="name">The name, or its whole place such as <c>geophysical_data/Rrs</c>.</param>
    /// <exception cref="OceanException">There is none; the message lists what there is.</exception>
    public NetCdfVariable this[string name] =>
        Find(name) ?? throw OceanException.Missing(Path, "variable", name, Variables.Select(variable => variable.Path));

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Number of threads that decompress values of compressed variables; the values do not depend on it.</param>
    /// <exception cref="OceanException">Not a netCDF file, truncated, damaged, or not readable; one line that names the file.</exception>
    public static NetCdfFile Open(string path, int threads = 1) => Open(path, threads, LargeVariable);

    /// <summary>Opens a file; chunks are inflated here where a chunked variable has as many bytes as given, else by libnetcdf.</summary>
    internal static NetCdfFile Open(string path, int threads, long leastBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        NetCdfSignature.Require(path);
        return NetCdfStatus.Run(() =>
        {
            // The library takes a leading scheme for an address; a full path never has one.
            NetCdfStatus.Check(NetCdfNative.nc_open(System.IO.Path.GetFullPath(path), NetCdfNative.NoWrite, out var id), path, "opening the netCDF file");
            var handle = new NetCdfHandle(id);
            try
            {
                NetCdfStatus.Check(NetCdfNative.nc_inq_format(id, out var format), path, "reading the format");
                var root = new NetCdfStructure(new NetCdfSource(path, handle, threads), (NetCdfFormat)format).Read();

                // At once: were the file replaced by another one later, its chunks would be read from that one.
                if (root.SelfAndDescendants().Any(group => HasChunks(group, leastBytes))) handle.Hdf5 = Hdf5File.Open(System.IO.Path.GetFullPath(path));
                return new NetCdfFile(path, handle, (NetCdfFormat)format, root, threads);
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        });
    }

    /// <summary>Opens a dataset on an OPeNDAP server through libnetcdf, or a file that stands for one: structure and attributes at once, values when asked.</summary>
    /// <param name="address">The address, or the path of a file whose values <see cref="RemoteReading.Fetch"/> gives.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="reading">How values are read.</param>
    /// <exception cref="OceanException">The server cannot be reached, or does not answer as an OPeNDAP server.</exception>
    internal static NetCdfFile OpenRemote(string address, string name, RemoteReading reading) =>
        NetCdfStatus.Run(() =>
        {
            Check(NetCdfNative.nc_open(address, NetCdfNative.NoWrite, out var id), "opening the dataset");
            var handle = new NetCdfHandle(id);
            try
            {
                Check(NetCdfNative.nc_inq_format(id, out var format), "reading the format");

                // What lies in chunks on the server is nothing to this side.
                var source = new NetCdfSource(name, handle, 1) { Remote = reading };
                return new NetCdfFile(name, handle, (NetCdfFormat)format, new NetCdfStructure(source, (NetCdfFormat)format).Read(), 1) { IsRemote = true };
            }
            catch
            {
                handle.Dispose();
                throw;
            }

            void Check(int status, string doing)
            {
                if (status != 0) throw NetCdfStatus.RemoteFailure(status, name, doing);
            }
        });

    /// <summary>Whether a file is netCDF by its first bytes.</summary>
    public static bool IsNetCdf(string path) => NetCdfSignature.IsNetCdf(path);

    /// <summary>The variable of a name or whole place (<c>group/name</c>), or null; a bare name is searched in all groups, the root first.</summary>
    public NetCdfVariable? Find(string name)
    {
        var wanted = name.Trim('/');
        foreach (var variable in Variables)
        {
            if (variable.Path == wanted) return variable;
        }

        foreach (var variable in Variables)
        {
            if (variable.Name == wanted) return variable;
        }

        return null;
    }

    /// <summary>The group of a place, e.g. <c>navigation_data</c>, or null.</summary>
    public NetCdfGroup? FindGroup(string path) => Groups.FirstOrDefault(group => group.Path == path.Trim('/'));

    /// <summary>The length of a dimension, searched in all groups; null where there is none.</summary>
    public long? Length(string dimension) =>
        Groups.SelectMany(group => group.Dimensions).FirstOrDefault(candidate => candidate.Name == dimension)?.Length;

    /// <summary>Closes the file; variables can no longer be read.</summary>
    public void Dispose() => handle.Dispose();

    // Small variables are read as fast by libnetcdf as the file is opened a second time.
    private static bool HasChunks(NetCdfGroup group, long leastBytes) =>
        group.Variables.Any(variable => variable.Storage.IsChunked && variable.Count * variable.Type.Size() >= leastBytes);
}
