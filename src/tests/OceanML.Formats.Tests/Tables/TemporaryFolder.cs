namespace OceanML.Formats.Tests.Tables;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-test-");

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <summary>Writes a text file in it and gives its path.</summary>
    public string Write(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public void Dispose() => folder.Delete(recursive: true);
}
