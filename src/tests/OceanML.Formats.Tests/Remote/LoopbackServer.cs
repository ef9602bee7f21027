using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OceanML.Tests.Remote;

/// <summary>An HTTP/1.1 server on 127.0.0.1 whose answers a function makes of the request, and which fails on the wire as told.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, int> asked = new();
    private readonly Func<string, int, Reply> answer;

    /// <param name="answer">Makes the answer to the n-th request (from 1) of a target: path and query as on the wire.</param>
    public LoopbackServer(Func<string, int, Reply> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>The targets asked for, in order, as on the wire.</summary>
    public ConcurrentQueue<string> Targets { get; } = new();

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
                try
                {
                    using (client) await AnswerAsync(client.GetStream());
                }
                catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
                {
                    // The client went away, as some tests want it to.
                }
            });
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var target = (await reader.ReadLineAsync(stop.Token))?.Split(' ')[1] ?? "/";
        while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 })
        {
            // Headers do not matter here.
        }

        Targets.Enqueue(target);
        var reply = answer(target, asked.AddOrUpdate(target, 1, (_, count) => count + 1));
        if (reply.Delay > TimeSpan.Zero) await Task.Delay(reply.Delay, stop.Token);
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} Told\r\nConnection: close\r\n");
        foreach (var (name, value) in reply.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (reply.IsChunked) head.Append("Transfer-Encoding: chunked\r\n");
        else head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.AnnouncedLength ?? reply.Body.Length}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), stop.Token);
        var body = reply.Body.AsMemory(0, Math.Min(reply.Body.Length, reply.CutAfter ?? reply.Body.Length));
        if (reply.IsChunked) await stream.WriteAsync(Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), stop.Token);
        await stream.WriteAsync(body, stop.Token);
        if (reply.IsChunked && reply.CutAfter is null) await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), stop.Token);
        await stream.FlushAsync(stop.Token);
        if (reply.Stalls) await Task.Delay(Timeout.Infinite, stop.Token);
    }

    internal sealed record Reply(byte[] Body, int Status = 200)
    {
        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

        public int? CutAfter { get; init; }

        public long? AnnouncedLength { get; init; }

        public bool IsChunked { get; init; }

        public bool Stalls { get; init; }

        public TimeSpan Delay { get; init; }

        public static Reply Text(string text, int status = 200) => new(Encoding.UTF8.GetBytes(text), status);

        public static Reply To(string location) => new([], 302) { Headers = [("Location", location)] };
    }
}
