//! Notes one after another.

use web_sys::{AudioContext, GainNode, OscillatorNode, OscillatorType};

/// Loudness of a note.
const VOLUME: f32 = 0.2;
/// Seconds in which a note swells, so that it does not click.
const ATTACK: f64 = 0.01;

/// Notes that sound until this is dropped.
pub struct Playing(AudioContext);

impl Drop for Playing {
    fn drop(&mut self) {
        // A context that is closed already has nothing to stop.
        let _ = self.0.close();
    }
}

/// Plays notes (Hz) evenly over `seconds`; `None` where the browser gives no sound.
pub fn play(notes: &[f64], seconds: f64) -> Option<Playing> {
    let context = AudioContext::new().ok()?;
    let length = seconds / notes.len().max(1) as f64;
    let first = context.current_time() + ATTACK;
    for (i, hz) in notes.iter().enumerate() {
        let (voice, gain) = (OscillatorNode::new(&context).ok()?, GainNode::new(&context).ok()?);
        voice.set_type(OscillatorType::Triangle);
        voice.frequency().set_value(*hz as f32);
        let start = first + length * i as f64;
        let loud = gain.gain();
        loud.set_value_at_time(0.0, start).ok()?;
        loud.linear_ramp_to_value_at_time(VOLUME, start + ATTACK).ok()?;
        loud.linear_ramp_to_value_at_time(0.0, start + length).ok()?;
        voice.connect_with_audio_node(&gain).ok()?;
        gain.connect_with_audio_node(&context.destination()).ok()?;
        voice.start_with_when(start).ok()?;
        voice.stop_with_when(start + length).ok()?;
    }
    Some(Playing(context))
}
