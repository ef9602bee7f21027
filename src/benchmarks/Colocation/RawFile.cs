using System.Runtime.InteropServices;

namespace OceanML.Benchmarks;

/// <summary>Arrays as raw bytes, the form that numpy's tofile and fromfile share.</summary>
internal static class RawFile
{
    public static void Write<T>(string path, T[] values)
        where T : unmanaged
    {
        using var stream = File.Create(path);
        stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    public static T[] Read<T>(string path)
        where T : unmanaged
    {
        using var stream = File.OpenRead(path);
        var values = new T[stream.Length / Marshal.SizeOf<T>()];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
