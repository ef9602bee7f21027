using OceanML.Core;

namespace OceanML.Figures;

/// <summary>The file formats a figure can be saved in, told by the extension of the name.</summary>
public static class FigureFormat
{
    /// <summary><c>png</c> or <c>pdf</c>.</summary>
    /// <exception cref="OceanException">Another extension.</exception>
    public static string Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "png",
        ".pdf" => "pdf",
        var other => throw OceanException.Usage($"{path}: figures are written as .png or .pdf, not '{other}'"),
    };
}
