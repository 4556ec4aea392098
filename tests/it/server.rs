//! A web server for one test: it answers as the test says, well or badly, on a port of this machine that is nobody else's.
//!
//! It waits for nothing but the client: what is to be slow is silent until the client gives up, so that no test has to guess
//! how long something takes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A question as it came.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// `GET`, `CONNECT`.
    pub method: String,
    /// What follows it: a path, or for a proxy an address.
    pub target: String,
    /// Headers by their names in small letters.
    pub headers: BTreeMap<String, String>,
}

impl Asked {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    /// What happens when all of it has been sent.
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Close,
    /// Nothing more comes, and nobody hangs up.
    Silence,
    /// The body again and again.
    Endless,
}

impl Reply {
    /// `200 OK` with a type and a body.
    pub fn of(kind: &str, body: impl Into<Vec<u8>>) -> Reply {
        Reply::status("200 OK").header("Content-Type", kind).body(body)
    }

    /// An answer with nothing in it.
    pub fn status(status: &str) -> Reply {
        let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
        Reply { head, body: Vec::new(), end: End::Close }
    }

    /// Leads on to somewhere.
    pub fn redirect(status: &str, to: &str) -> Reply {
        Reply::status(status).header("Location", to).length(0)
    }

    /// What is no answer.
    pub fn raw(bytes: &[u8]) -> Reply {
        Reply { head: String::new(), body: bytes.to_vec(), end: End::Close }
    }

    pub fn header(mut self, name: &str, value: &str) -> Reply {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// With a length of its own.
    pub fn length(self, n: usize) -> Reply {
        self.header("Content-Length", &n.to_string())
    }

    /// A body, with its length where none is said yet.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Reply {
        self.body = body.into();
        self
    }

    /// Each piece of the body in a chunk of its own.
    pub fn chunks(mut self, pieces: &[&[u8]]) -> Reply {
        for piece in pieces {
            self.body.extend(format!("{:x}\r\n", piece.len()).bytes());
            self.body.extend(*piece);
            self.body.extend(b"\r\n");
        }
        self.header("Transfer-Encoding", "chunked")
    }

    /// The body in the encoding of gzip.
    pub fn gzip(self) -> Reply {
        let mut coder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        coder.write_all(&self.body).unwrap();
        let body = coder.finish().unwrap();
        Reply { body, ..self }.header("Content-Encoding", "gzip")
    }

    /// The body without its last bytes.
    pub fn cut_by(mut self, n: usize) -> Reply {
        self.body.truncate(self.body.len().saturating_sub(n));
        self
    }

    /// Then silence.
    pub fn and_silence(self) -> Reply {
        Reply { end: End::Silence, ..self }
    }

    /// Then the body again, for ever.
    pub fn endless(self) -> Reply {
        Reply { end: End::Endless, ..self }
    }

    /// Silence from the beginning.
    pub fn silence() -> Reply {
        Reply::raw(b"").and_silence()
    }

    fn write(&self, stream: &mut dyn Write) -> std::io::Result<()> {
        if !self.head.is_empty() {
            stream.write_all(self.head.as_bytes())?;
            let has_length = self.head.contains("Content-Length:") || self.head.contains("Transfer-Encoding:");
            if !has_length && self.end != End::Endless {
                stream.write_all(format!("Content-Length: {}\r\n", self.body.len()).as_bytes())?;
            }
            stream.write_all(b"\r\n")?;
        }
        stream.write_all(&self.body)?;
        if self.end == End::Endless {
            loop {
                stream.write_all(&self.body)?;
            }
        }
        stream.flush()
    }
}

/// A server that ends with its test.
pub struct Server {
    at: SocketAddr,
    is_secret: bool,
    asked: Arc<Mutex<Vec<Asked>>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// Answers in plain text.
    pub fn new(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        Server::start(None, answer)
    }

    /// Answers through TLS.
    pub fn secret(tls: ServerConfig, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        Server::start(Some(Arc::new(tls)), answer)
    }

    fn start(tls: Option<Arc<ServerConfig>>, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            at: listener.local_addr().unwrap(),
            is_secret: tls.is_some(),
            asked: Arc::default(),
            stopped: Arc::default(),
        };
        let (asked, stopped, answer) = (Arc::clone(&server.asked), Arc::clone(&server.stopped), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (tls, asked, answer) = (tls.clone(), Arc::clone(&asked), Arc::clone(&answer));
                thread::spawn(move || match tls {
                    None => serve(stream, &asked, &*answer),
                    Some(tls) => serve(StreamOwned::new(ServerConnection::new(tls).unwrap(), stream), &asked, &*answer),
                });
            }
        });
        server
    }

    /// An address on it.
    pub fn url(&self, path: &str) -> String {
        match self.is_secret {
            // Certificates have names.
            true => format!("https://localhost:{}{path}", self.at.port()),
            false => format!("http://{}{path}", self.at),
        }
    }

    /// What was asked, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The targets that were asked for, in order.
    pub fn targets(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.at);
    }
}

/// Answers one question. A client that hangs up has its reasons.
fn serve(stream: impl Read + Write, asked: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) {
    let mut stream = BufReader::new(stream);
    let Some(question) = read(&mut stream) else { return };
    asked.lock().unwrap().push(question.clone());
    let reply = answer(&question);
    let sent = reply.write(stream.get_mut());
    if sent.is_ok() && reply.end == End::Silence {
        // The client is waited for, and says nothing until it hangs up.
        let _ = stream.read(&mut [0]);
    }
}

fn read(stream: &mut impl BufRead) -> Option<Asked> {
    let mut line = String::new();
    stream.read_line(&mut line).ok()?;
    let mut parts = line.split_whitespace();
    let mut asked = Asked { method: parts.next()?.to_owned(), target: parts.next()?.to_owned(), ..Asked::default() };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { return Some(asked) };
        asked.headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
}
