using System.Runtime.InteropServices;

namespace OceanML.Formats.Native;

/// <summary>The environment that native libraries see, which is not the one that .NET keeps.</summary>
internal static partial class EnvironmentNative
{
    /// <summary>Sets a variable for native libraries.</summary>
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, EntryPoint = "setenv")]
    public static partial int Set(string name, string value, int overwrite);
}
