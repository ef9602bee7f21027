using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace OceanML.Tests.Access;

/// <summary>A GDAC on 127.0.0.1: Kestrel serves the files of a folder, with ranges, tags and conditions as it does everywhere, and fails where a test says so.</summary>
internal sealed class KestrelGdac : IDisposable
{
    private readonly WebApplication app;

    public KestrelGdac(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(async (context, next) =>
        {
            Requests.Enqueue($"{context.Request.Path} {context.Request.Headers.Range}".Trim());
            var failure = Failure?.Invoke(context.Request.Path, Requests.Count(request => request.Split(' ')[0] == context.Request.Path));
            if (failure?.Status is { } status)
            {
                context.Response.StatusCode = status;
                if (failure.Location is { } location) context.Response.Headers.Location = location;
                if (failure.Page is { } page) await context.Response.WriteAsync(page);
                return;
            }

            if (failure is not null) context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new FailingBody(context, context.Response.Body, failure)));
            await next(context);
            if (context.Response.StatusCode == 304) Interlocked.Increment(ref notModified);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true, ContentTypeProvider = new FileExtensionContentTypeProvider() });
        app.StartAsync().GetAwaiter().GetResult();
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    private int notModified;

    public string Url { get; }

    /// <summary>Paths asked for, with the Range header where there was one.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers that nothing changed.</summary>
    public int NotModified => notModified;

    /// <summary>What goes wrong with the n-th request (from 1) of a path, or null.</summary>
    public Func<string, int, Fault?>? Failure { get; set; }

    public int Asked(string path) => Requests.Count(request => request.Split(' ')[0] == path);

    public void Dispose()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        app.StopAsync(now.Token).GetAwaiter().GetResult();
        ((IDisposable)app).Dispose();
    }

    /// <summary>A failure: the connection cut after some bytes, a pause after each of some bytes, or another answer.</summary>
    internal sealed record Fault(int? CutAfter = null, int? Status = null, string? Page = null, string? Location = null, TimeSpan Pause = default, Action? AfterCut = null);

    private sealed class FailingBody(HttpContext context, Stream body, Fault fault) : Stream
    {
        private long sent;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => sent; set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, (fault.CutAfter ?? long.MaxValue) - sent);
            await body.WriteAsync(buffer[..count], cancellationToken);
            await body.FlushAsync(cancellationToken);
            sent += count;
            if (fault.Pause > TimeSpan.Zero) await Task.Delay(fault.Pause, cancellationToken);
            if (count == buffer.Length) return;

            // What is on the wire may arrive before the cut.
            await Task.Delay(50, cancellationToken);
            fault.AfterCut?.Invoke();
            context.Abort();
            throw new IOException("cut as the test wants it");
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
