using System.Xml;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields.Sen3;

/// <summary>What the manifest of a Sentinel-3 product says: what it is, when it was measured, and which files belong to it.</summary>
/// <param name="ProductType">Type, e.g. <c>OL_2_WFR___</c>; empty where unknown.</param>
/// <param name="ProductName">Name with its times and orbit; empty where unknown.</param>
/// <param name="Start">First line, microseconds since 1970 UTC; <see cref="Timestamp.Missing"/> where unknown.</param>
/// <param name="End">Last line.</param>
/// <param name="Files">Files that belong to it.</param>
internal sealed record Sen3Manifest(string ProductType, string ProductName, long Start, long End, IReadOnlyList<string> Files)
{
    /// <summary>Reads the manifest, or where it was lost the attributes of the file with the positions.</summary>
    /// <exception cref="OceanException">The manifest is no XML, or both are missing.</exception>
    public static Sen3Manifest Read(Sen3Package package) =>
        package.Has(Sen3Package.ManifestName) ? OfXml(package) : OfPositions(package);

    private static Sen3Manifest OfXml(Sen3Package package)
    {
        var (type, name, start, end) = ("", "", Timestamp.Missing, Timestamp.Missing);
        var files = new List<string>();
        try
        {
            using var reader = XmlReader.Create(
                package.PathOf(Sen3Package.ManifestName),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true });
            while (!reader.EOF)
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    reader.Read();
                    continue;
                }

                switch (reader.LocalName)
                {
                    case "productType":
                        type = reader.ReadElementContentAsString().Trim();
                        break;
                    case "productName":
                        name = reader.ReadElementContentAsString().Trim();
                        break;

                    // The first pair is that of the measurement; others belong to files it was made from.
                    case "startTime" when start == Timestamp.Missing:
                        start = Parse(reader.ReadElementContentAsString());
                        break;
                    case "stopTime" when end == Timestamp.Missing:
                        end = Parse(reader.ReadElementContentAsString());
                        break;
                    case "fileLocation":
                        if (reader.GetAttribute("href") is { } href) files.Add(Path.GetFileName(href));
                        reader.Read();
                        break;
                    default:
                        reader.Read();
                        break;
                }
            }
        }
        catch (XmlException exception)
        {
            throw OceanException.BadInput($"{package.Source}: {Sen3Package.ManifestName} is damaged at line {exception.LineNumber}: {exception.Message}", exception);
        }

        return new Sen3Manifest(type, name, start, end == Timestamp.Missing ? start : end, files);
    }

    private static Sen3Manifest OfPositions(Sen3Package package)
    {
        using var file = NetCdfFile.Open(package.PathOf(Sen3Package.PositionsName));
        var name = file.Attributes.Text("product_name") ?? "";

        // S3A_OL_2_WFR____20180707T081143_...: the type is characters 4 to 14.
        var type = name.Length > 15 ? name[4..15] : "";
        var start = Parse(file.Attributes.Text("start_time"));
        var end = Parse(file.Attributes.Text("stop_time"));
        return new Sen3Manifest(type, name, start, end == Timestamp.Missing ? start : end, []);
    }

    private static long Parse(string? text) => text is not null && Timestamp.TryParse(text.Trim(), out var time) ? time : Timestamp.Missing;
}
