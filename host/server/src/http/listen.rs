//! Accepting connections, bounding each, and ending without cutting anyone off.

use std::{
    io::{self, Write},
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::Duration,
};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time,
};

use super::{
    Serve,
    app::App,
    asset, redact,
    route::{self, Shared},
};
use crate::exit::Failure;

/// Serves until a signal tells the process to end, and then as long as `drain` allows.
pub(super) async fn serve(options: &Serve, app: App) -> Result<(), Failure> {
    let cannot =
        |error: io::Error| Failure::usage(format!("cannot listen on {}: {error}", options.listen));
    let mut signal = Signal::new()?;
    let listener = TcpListener::bind(options.listen).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    announce(address)?;

    let router = route::router(Shared {
        app: app.clone(),
        places: Arc::new(Semaphore::new(options.max_requests.get().min(Semaphore::MAX_PERMITS))),
        read_timeout: options.read_timeout,
        streams: Arc::new(Semaphore::new(redact::MAX_STREAMS)),
    });
    let most = u32::try_from(options.max_connections.get()).unwrap_or(u32::MAX);
    let connections = Arc::new(Semaphore::new(most as usize));
    let (end, ending) = watch::channel(false);
    let bounds = Bounds { drain: options.drain, head: options.read_timeout };
    tokio::select! {
        () = accept(&listener, &connections, &router, &ending, bounds) => {}
        () = signal.received() => {}
    }
    drop(listener);
    tracing::info!("ending");
    app.drain();
    // Nobody listens where there is no connection.
    let _listeners = end.send(true);
    match time::timeout(options.drain, connections.acquire_many(most)).await {
        Ok(_) => tracing::info!("ended"),
        Err(_) => tracing::warn!("ended with requests under way"),
    }
    Ok(())
}

/// Tells where the page is, on standard output so that a script can read it.
fn announce(address: SocketAddr) -> Result<(), Failure> {
    tracing::info!(%address, "listening");
    if !asset::has_scripts() {
        tracing::warn!("{}", asset::NO_SCRIPTS);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "http://{address}/sign-up")?;
    Ok(out.flush()?)
}

#[derive(Clone, Copy)]
struct Bounds {
    drain: Duration,
    head: Duration,
}

/// Accepts connections for ever, each when there is a place for it.
async fn accept(
    listener: &TcpListener,
    connections: &Arc<Semaphore>,
    router: &Router,
    ending: &watch::Receiver<bool>,
    bounds: Bounds,
) {
    loop {
        // A semaphore that is never closed always gives a permit.
        let Ok(place) = Arc::clone(connections).acquire_owned().await else {
            return;
        };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let (router, ending) = (router.clone(), ending.clone());
        tokio::spawn(async move {
            connection(stream, router, ending, bounds).await;
            drop(place);
        });
    }
}

/// Serves one connection, for a bounded time.
async fn connection(
    stream: TcpStream,
    router: Router,
    mut ending: watch::Receiver<bool>,
    bounds: Bounds,
) {
    // Answers are small; waiting for more would only delay them.
    let _unchanged = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    tokio::select! {
        // What a client breaks is its own loss, and its bytes are not for the log.
        _ = connection.as_mut() => return,
        _ = ending.wait_for(|ending| *ending) => {}
        () = time::sleep(MAX_LIFE) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ended = time::timeout(bounds.drain, connection).await;
}

/// What tells the process to end.
struct Signal {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signal {
    fn new() -> Result<Self, Failure> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    async fn received(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _signal = tokio::signal::ctrl_c().await;
    }
}

const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// SECURITY: a client that reads its answer slowly, or asks without end, gives its place to others.
const MAX_LIFE: Duration = Duration::from_secs(300);
const MAX_HEAD: usize = 16 * 1024;
const MAX_HEADERS: usize = 64;
