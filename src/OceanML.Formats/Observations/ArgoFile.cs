using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>Any Argo file: profiles as the data centres write them, or the flat points of argopy.</summary>
public static class ArgoFile
{
    /// <summary>The observation table of a file, or null where it is not Argo's.</summary>
    /// <exception cref="OceanException">
    /// A netCDF file that is damaged, an Argo file without profiles (trajectory, metadata), or a variable asked for that is not there.
    /// </exception>
    public static ArgoReading? Read(string path, ArgoOptions? options = null)
    {
        if (!NetCdfFile.IsNetCdf(path)) return null;
        using var file = NetCdfFile.Open(path);
        if (ArgoPoints.IsArgoPoints(file)) return ArgoPoints.ReadAll(file, options);
        return ArgoProfiles.IsArgo(file) || ArgoProfiles.IsArgoProfiles(file) ? ArgoProfiles.ReadAll(file, options) : null;
    }
}
