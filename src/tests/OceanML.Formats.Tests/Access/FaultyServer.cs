using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OceanML.Tests.Access;

/// <summary>A small HTTP/1.1 server on 127.0.0.1 that serves bytes and fails as told: the wire is real, so cuts and lies are too.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Func<int, Answer>> answers = new();
    private readonly ConcurrentDictionary<string, int> asked = new();

    public FaultyServer()
    {
        listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>The Range headers received, in order.</summary>
    public ConcurrentQueue<string> Ranges { get; } = new();

    /// <summary>Most requests answered at one time.</summary>
    public int MostAtOnce { get; private set; }

    private int atOnce;

    public int Asked(string path) => asked.GetValueOrDefault(path);

    /// <summary>What to answer to the n-th request (from 1) of a path.</summary>
    public void On(string path, Func<int, Answer> answer) => answers[path] = answer;

    public void Serve(string path, byte[] content) => On(path, _ => new Answer(content));

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = Task.Run(async () =>
            {
                MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
                try
                {
                    using (client) await AnswerAsync(client);
                }
                catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
                {
                    // The client went away, as some tests want it to.
                }
                finally
                {
                    Interlocked.Decrement(ref atOnce);
                }
            });
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        var stream = client.GetStream();
        var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync(stop.Token))?.Split(' ')[1] ?? "/";
        long from = 0;
        while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } header)
        {
            if (!header.StartsWith("Range:", StringComparison.OrdinalIgnoreCase)) continue;
            Ranges.Enqueue(header["Range:".Length..].Trim());
            from = long.Parse(header.Split('=')[1].TrimEnd('-'), CultureInfo.InvariantCulture);
        }

        var times = asked.AddOrUpdate(path, 1, (_, count) => count + 1);
        var answer = answers.TryGetValue(path, out var make) ? make(times) : new Answer([], 404);
        if (answer.Delay > TimeSpan.Zero) await Task.Delay(answer.Delay, stop.Token);
        var resumes = from > 0 && answer.Status == 200 && answer.HonoursRange;
        var body = resumes ? answer.Content[(int)from..] : answer.Content;
        var head = new StringBuilder($"HTTP/1.1 {(resumes ? 206 : answer.Status)} Told\r\nConnection: close\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.AnnouncedLength ?? body.Length}\r\n");
        if (answer.Tag is not null) head.Append(CultureInfo.InvariantCulture, $"ETag: \"{answer.Tag}\"\r\n");
        if (answer.Location is not null) head.Append(CultureInfo.InvariantCulture, $"Location: {answer.Location}\r\n");
        if (resumes) head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{answer.Content.Length - 1}/{answer.Content.Length}\r\n");
        head.Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), stop.Token);
        var sent = Math.Min(body.Length, answer.CutAfter ?? body.Length);
        await stream.WriteAsync(body.AsMemory(0, sent), stop.Token);
        await stream.FlushAsync(stop.Token);
        if (answer.Stalls) await Task.Delay(Timeout.Infinite, stop.Token);
    }

    internal sealed record Answer(
        byte[] Content,
        int Status = 200,
        string? Tag = "v1",
        int? CutAfter = null,
        long? AnnouncedLength = null,
        bool HonoursRange = true,
        bool Stalls = false,
        string? Location = null,
        TimeSpan Delay = default);
}
